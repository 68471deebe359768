package io.tickwire.transport.feed.net;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/**
 * TLS over one socket. What comes is unwrapped from the array that it was read into to where it is parsed; what goes is
 * wrapped into another array, and nothing is copied besides but what a record lacks. Arrays, for the JDK's ciphers copy
 * whatever is none.
 * <p>
 * Once the hands are shaken, nothing that the server sends makes a task for the engine but a renegotiation, so that
 * ends the connection. So do key updates without end.
 * Thread: feed-<venue>
 */
final class TlsLayer
{
    private static final int RECORD_BYTES = 17 << 10;
    private static final int RECORDS = 2;
    private static final int MAX_UNANSWERED = 64;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;

    /**
     * From 0 to position: records, of which the last may not have come wholly. It is shorter by a record than what they
     * are unwrapped into: the engine wants room for the longest, whatever comes.
     */
    private final ByteBuffer incoming = ByteBuffer.allocate(ReadRoom.BYTES - RECORD_BYTES);

    /** From position to limit: records that the socket has not taken. */
    private final ByteBuffer outgoing = ByteBuffer.allocate(RECORDS * RECORD_BYTES).limit(0);
    private int unanswered;
    private boolean mustAnswer;
    private boolean isEnded;

    /**
     * @param engine of a client; what it checks is set.
     */
    TlsLayer(final SSLEngine engine)
    {
        this.engine = engine;
    }

    /**
     * What a handshake waits for.
     * Thread: feed-<venue>
     */
    enum Step
    {
        DONE,
        READ,
        WRITE,

        /** {@link #runTasks}. */
        TASKS
    }

    /**
     * Go on with the handshake.
     */
    Step shakeHands(final SocketChannel channel) throws IOException
    {
        while (flush(channel))
        {
            switch (engine.getHandshakeStatus())
            {
                case NEED_TASK:
                    return Step.TASKS;

                case NEED_WRAP:
                    wrap(NOTHING);
                    break;

                case NEED_UNWRAP:
                case NEED_UNWRAP_AGAIN:
                    if (!unwrapHandshake(channel))
                    {
                        return Step.READ;
                    }
                    break;

                default:
                    return Step.DONE;
            }
        }

        return Step.WRITE;
    }

    /**
     * The arithmetic of the handshake, and the looking at certificates. Meanwhile nothing else may be called. Any
     * thread calls this.
     */
    void runTasks()
    {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask())
        {
            task.run();
        }
    }

    /**
     * Where the next bytes of the socket belong.
     */
    ByteBuffer incoming()
    {
        return incoming;
    }

    /**
     * Unwrap all records that came wholly.
     *
     * @param target has all of a {@link ReadRoom}'s room.
     * @return false: the other side has said that it sends no more.
     */
    boolean unwrap(final ByteBuffer target) throws IOException
    {
        incoming.flip();
        boolean isWhole = !isEnded;
        while (isWhole && incoming.hasRemaining())
        {
            final SSLEngineResult result = engine.unwrap(incoming, target);
            requireNoHandshake(result);
            isEnded = result.getStatus() == Status.CLOSED;
            isWhole = result.getStatus() == Status.OK;
            if (result.getStatus() == Status.BUFFER_OVERFLOW)
            {
                throw new SSLException("a record that is longer than may be");
            }
        }
        incoming.compact();

        return !isEnded;
    }

    /** Whether something came that TLS itself has to answer. */
    boolean mustAnswer()
    {
        return mustAnswer;
    }

    /**
     * Send what the socket takes.
     *
     * @return whether nothing is left to be sent.
     */
    boolean write(final SocketChannel channel, final ByteBuffer source) throws IOException
    {
        while (flush(channel))
        {
            if (!source.hasRemaining() && !mustAnswer)
            {
                return true;
            }
            mustAnswer = false;
            wrap(source);
        }

        return false;
    }

    /**
     * Say, if the socket takes it, that no more comes.
     */
    void sayGoodbye(final SocketChannel channel) throws IOException
    {
        engine.closeOutbound();
        if (flush(channel) && !engine.isOutboundDone())
        {
            outgoing.clear();
            engine.wrap(NOTHING, outgoing);
            outgoing.flip();
            flush(channel);
        }
    }

    private boolean flush(final SocketChannel channel) throws IOException
    {
        if (outgoing.hasRemaining())
        {
            channel.write(outgoing);
        }

        return !outgoing.hasRemaining();
    }

    private void wrap(final ByteBuffer source) throws IOException
    {
        outgoing.clear();
        try
        {
            do
            {
                final SSLEngineResult result = engine.wrap(source, outgoing);
                if (result.getStatus() != Status.OK)
                {
                    throw new ClosedChannelException();
                }
            }
            while (source.hasRemaining() && outgoing.remaining() >= RECORD_BYTES);
        }
        finally
        {
            outgoing.flip();
        }
    }

    /**
     * @return whether something came.
     */
    private boolean unwrapHandshake(final SocketChannel channel) throws IOException
    {
        final Status status = unwrapOne();
        if (status == Status.BUFFER_UNDERFLOW)
        {
            final int count = channel.read(incoming);
            if (count < 0)
            {
                throw new SSLException("the connection ended in the handshake");
            }

            return count > 0;
        }
        if (status != Status.OK)
        {
            throw new SSLException("the other side ended the handshake");
        }

        return true;
    }

    private Status unwrapOne() throws IOException
    {
        incoming.flip();
        try
        {
            return engine.unwrap(incoming, NOTHING).getStatus();
        }
        finally
        {
            incoming.compact();
        }
    }

    private void requireNoHandshake(final SSLEngineResult result) throws SSLException
    {
        final HandshakeStatus status = result.getHandshakeStatus();
        if (result.bytesProduced() > 0)
        {
            unanswered = 0;
        }
        else if (status == HandshakeStatus.NEED_WRAP)
        {
            unanswered++;
            mustAnswer = true;
        }
        if (status == HandshakeStatus.NEED_TASK || unanswered > MAX_UNANSWERED)
        {
            throw new SSLException("no handshake is begun anew");
        }
    }
}
