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
    private final Terms terms;
    private final StreamConnection connection;

    // Written by its reader.
    private volatile Encoding encoding;
    private volatile boolean isEncodingSettled;
    private volatile boolean hasSpoken;
    private volatile long lastFrameNs;
    private volatile long begunNs;
    private volatile boolean isBegun;

    /**
     * @param id       one for the life of the server; logs, metrics and {@code subscriptions} name it.
     * @param client   where it is.
     * @param principal who it is as it begins.
     * @param terms    that were agreed on in the handshake.
     */
    public Session(
        final long id,
        final ClientAddress client,
        final Endpoint endpoint,
        final Principal principal,
        final Terms terms,
        final StreamConnection connection)
    {
        this.id = id;
        this.client = client;
        this.endpoint = endpoint;
        this.principal = principal;
        this.terms = terms;
        this.connection = connection;
        this.encoding = terms.encoding == null ? endpoint.encoding() : terms.encoding;
        this.isEncodingSettled = terms.encoding != null;
        this.lastFrameNs = System.nanoTime();
    }

    /**
     * What was agreed on in a handshake.
     *
     * @param encoding  null: the endpoint's, unless the client's first frame says otherwise.
     * @param deflate   null: nothing is deflated.
     * @param isWelcome whether it asked for a subprotocol of ours, and so gets a {@code welcome}.
     * @param publisher that it says it is, of those that its principal has; null: it has but one.
     * Thread: any
     */
    public record Terms(Encoding encoding, Deflate deflate, boolean isWelcome, String publisher)
    {
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
        return terms.isWelcome;
    }

    /**
     * What was agreed on of deflating, or null.
     */
    public Deflate deflate()
    {
        return terms.deflate;
    }

    /**
     * Which of its principal's publishers it says it is; null: it says nothing.
     */
    public String publisher()
    {
        return terms.publisher;
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

    /**
     * For how long a message has been under way; 0: there is none.
     */
    public long underWayNs(final long nowNs)
    {
        return isBegun ? nowNs - begunNs : 0;
    }

    /**
     * Bytes came.
     *
     * @param isInMiddle whether a frame or message is begun and not ended.
     * @param hasEnded   whether another one has ended with them.
     */
    void onPart(final boolean isInMiddle, final boolean hasEnded, final long nowNs)
    {
        if (isInMiddle && (hasEnded || !isBegun))
        {
            begunNs = nowNs;
        }
        isBegun = isInMiddle;
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
