package io.tickwire.bench.wire;

/**
 * What is between a client and the server.
 */
enum Transport
{
    /** Nothing. */
    PLAIN,

    /** TLS, as the JDK's two ends agree on. */
    TLS,

    /** permessage-deflate. */
    DEFLATE
}
