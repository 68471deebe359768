package io.tickwire.transport.tls;

/**
 * Whether clients show certificates.
 * Thread: any
 */
public enum ClientAuth
{
    /** They are not asked. */
    NONE,

    /** They may. */
    WANTED,

    /** They must. */
    REQUIRED
}
