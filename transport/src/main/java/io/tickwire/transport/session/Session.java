package io.tickwire.transport.session;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.access.ClientAddress;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.ws.Deflate;
import org.xnio.StreamConnection;

/**
 * One WebSocket connection: who it is, and what its reader has seen. What it is owed belongs to its shard.
 * Thread: any
 */
public final class Session
{
    private final long id;
    private final ClientAddress client;
    private final Endpoint endpoint;
    private final Principal principal;
    private final Deflate deflate;
    private final boolean isWelcome;
    private final StreamConnection connection;

    // Written by its reader.
    private volatile Encoding encoding;
    private volatile boolean isEncodingSettled;
    private volatile boolean hasSpoken;
    private volatile long lastFrameNs;

    /**
     * @param id       one for the life of the server; logs, metrics and {@code subscriptions} name it.
     * @param client   where it is.
     * @param principal who it is as it begins.
     * @param encoding that was agreed on in the handshake; null: the endpoint's, unless its first frame says otherwise.
     * @param deflate  that was agreed on; null: nothing is deflated.
     * @param isWelcome whether it asked for a subprotocol of ours, and so gets a {@code welcome}.
     */
    public Session(
        final long id,
        final ClientAddress client,
        final Endpoint endpoint,
        final Principal principal,
        final Encoding encoding,
        final Deflate deflate,
        final boolean isWelcome,
        final StreamConnection connection)
    {
        this.id = id;
        this.client = client;
        this.endpoint = endpoint;
        this.principal = principal;
        this.deflate = deflate;
        this.isWelcome = isWelcome;
        this.connection = connection;
        this.encoding = encoding == null ? endpoint.encoding() : encoding;
        this.isEncodingSettled = encoding != null;
        this.lastFrameNs = System.nanoTime();
    }

    public long id()
    {
        return id;
    }

    /**
     * The id as it stands in logs and messages.
     */
    public String name()
    {
        return "c" + id;
    }

    public ClientAddress client()
    {
        return client;
    }

    public Endpoint endpoint()
    {
        return endpoint;
    }

    /**
     * Who it was as it began; who it is now, its reader and its shard know, each as of the message that it has come to.
     */
    public Principal principal()
    {
        return principal;
    }

    public boolean isWelcome()
    {
        return isWelcome;
    }

    /**
     * What was agreed on of deflating, or null.
     */
    public Deflate deflate()
    {
        return deflate;
    }

    public StreamConnection connection()
    {
        return connection;
    }

    public Encoding encoding()
    {
        return encoding;
    }

    /**
     * The form of what concerns this connection alone.
     */
    public WireForm form()
    {
        return WireForm.of(encoding);
    }

    /**
     * Whether the client has sent a message.
     */
    public boolean hasSpoken()
    {
        return hasSpoken;
    }

    /**
     * When the client's last frame came.
     */
    public long lastFrameNs()
    {
        return lastFrameNs;
    }

    void onFrame(final long nowNs)
    {
        lastFrameNs = nowNs;
    }

    /**
     * A message came.
     *
     * @return whether its kind of frame is the one that goes with the encoding; the first frame decides, where the
     *         handshake did not.
     */
    boolean onMessage(final boolean isText)
    {
        if (!isEncodingSettled)
        {
            encoding = isText ? Encoding.JSON : Encoding.MSGPACK;
            isEncodingSettled = true;
        }
        hasSpoken = true;

        return form().isText() == isText;
    }
}
