package io.tickwire.client;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.NoSuchAlgorithmException;

/**
 * The same through TLS. Certificates are checked on the loop's own thread.
 * Thread: client
 */
final class TlsPipe extends Pipe
{
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final ByteBuffer in;
    private final ByteBuffer out;
    private final ByteBuffer none;
    private boolean isDone;
    private boolean hasEnded;

    private TlsPipe(final SocketChannel channel, final SSLEngine engine) throws SSLException
    {
        super(channel);
        this.engine = engine;
        in = ByteBuffer.allocateDirect(2 * engine.getSession().getPacketBufferSize());
        out = ByteBuffer.allocateDirect(2 * engine.getSession().getPacketBufferSize());
        none = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        in.flip();
        out.flip();
        engine.beginHandshake();
    }

    static TlsPipe of(final SocketChannel channel, final ClientConfig config) throws IOException
    {
        try
        {
            final SSLContext context = config.tls() == null ? SSLContext.getDefault() : config.tls();
            final SSLEngine engine = context.createSSLEngine(config.host(), config.port());
            engine.setUseClientMode(true);
            final SSLParameters parameters = engine.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm(config.verifiesHost() ? "HTTPS" : null);
            parameters.setApplicationProtocols(new String[]{"http/1.1"});
            engine.setSSLParameters(parameters);

            return new TlsPipe(channel, engine);
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IOException(ex);
        }
    }

    @Override
    boolean isReady() throws IOException
    {
        boolean goesOn = true;
        while (!isDone && goesOn)
        {
            goesOn = handshakeStep();
        }
        flush();

        return isDone;
    }

    private boolean handshakeStep() throws IOException
    {
        final HandshakeStatus status = engine.getHandshakeStatus();
        switch (status)
        {
            case NEED_TASK:
                runTasks();
                return true;

            case NEED_WRAP:
                wrap(NOTHING);
                flush();
                return !out.hasRemaining();

            case NEED_UNWRAP, NEED_UNWRAP_AGAIN:
                final SSLEngineResult result = engine.unwrap(in, none);
                if (result.getStatus() == Status.BUFFER_UNDERFLOW)
                {
                    return fill() > 0;
                }
                if (result.getStatus() == Status.CLOSED)
                {
                    throw new SSLException("the server ended the TLS handshake");
                }
                return true;

            default:
                isDone = true;
                return false;
        }
    }

    private void runTasks()
    {
        Runnable task = engine.getDelegatedTask();
        while (task != null)
        {
            task.run();
            task = engine.getDelegatedTask();
        }
    }

    private int fill() throws IOException
    {
        in.compact();
        final int bytes = channel.read(in);
        in.flip();
        hasEnded |= bytes < 0;
        if (bytes < 0 && !isDone)
        {
            throw new SSLException("the connection ended within the TLS handshake");
        }

        return bytes;
    }

    @Override
    int read(final ByteBuffer into, final boolean mayFill) throws IOException
    {
        int total = 0;
        boolean mayAsk = mayFill;
        while (true)
        {
            final SSLEngineResult result = engine.unwrap(in, into);
            total += result.bytesProduced();
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK)
            {
                runTasks();
            }
            if (result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && result.getStatus() != Status.CLOSED)
            {
                wrap(NOTHING);
                flush();
            }
            switch (result.getStatus())
            {
                case OK:
                    break;

                case BUFFER_UNDERFLOW:
                    if (!mayAsk || hasEnded || fill() <= 0)
                    {
                        return total > 0 ? total : hasEnded ? -1 : 0;
                    }
                    mayAsk = false;
                    break;

                case CLOSED:
                    return total > 0 ? total : -1;

                default:
                    return total;
            }
        }
    }

    @Override
    void write(final ByteBuffer from) throws IOException
    {
        flush();
        while (from.hasRemaining() && !out.hasRemaining())
        {
            if (wrap(from) == Status.CLOSED)
            {
                throw new SSLException("the TLS connection has ended");
            }
            flush();
        }
    }

    @Override
    boolean isWriting()
    {
        return out.hasRemaining();
    }

    private Status wrap(final ByteBuffer from) throws SSLException
    {
        out.compact();
        final Status status = engine.wrap(from, out).getStatus();
        out.flip();

        return status;
    }

    private void flush() throws IOException
    {
        if (out.hasRemaining())
        {
            channel.write(out);
        }
    }
}
