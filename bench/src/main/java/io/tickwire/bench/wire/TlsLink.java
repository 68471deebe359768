package io.tickwire.bench.wire;

import io.tickwire.client.ServerTrust;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;

/**
 * The client's end of TLS over a socket. Whose certificate it is does not matter here: the server is on this machine.
 */
final class TlsLink implements ByteChannel
{
    private static final SSLContext CONTEXT = ServerTrust.ofAnybody();

    private final SocketChannel socket;
    private final SSLEngine engine;
    private final ByteBuffer in;
    private final ByteBuffer out;

    /**
     * Shakes hands, and waits for that. The socket is blocking.
     */
    TlsLink(final SocketChannel socket) throws IOException
    {
        this.socket = socket;
        engine = CONTEXT.createSSLEngine("localhost", socket.socket().getPort());
        engine.setUseClientMode(true);
        in = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
        out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.beginHandshake();
        final ByteBuffer nothing = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING)
        {
            step(nothing);
        }
    }

    private void step(final ByteBuffer nothing) throws IOException
    {
        switch (engine.getHandshakeStatus())
        {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> write(ByteBuffer.allocate(0));
            default ->
            {
                if (engine.unwrap(in, nothing).getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW && fill() < 0)
                {
                    throw new EOFException("the server went away while shaking hands");
                }
            }
        }
    }

    @Override
    public int write(final ByteBuffer source) throws IOException
    {
        final int bytes = source.remaining();
        do
        {
            engine.wrap(source, out);
            out.flip();
            while (out.hasRemaining())
            {
                socket.write(out);
            }
            out.clear();
        }
        while (source.hasRemaining());

        return bytes;
    }

    @Override
    public int read(final ByteBuffer target) throws IOException
    {
        final int before = target.position();
        SSLEngineResult result = engine.unwrap(in, target);
        while (result.getStatus() == SSLEngineResult.Status.OK && in.hasRemaining() || filled(result, target, before))
        {
            result = engine.unwrap(in, target);
        }
        final int bytes = target.position() - before;

        return bytes == 0 && result.getStatus() == SSLEngineResult.Status.CLOSED ? -1 : bytes;
    }

    private boolean filled(final SSLEngineResult result, final ByteBuffer target, final int before) throws IOException
    {
        if (result.getStatus() == SSLEngineResult.Status.OK && target.position() > before ||
            result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW ||
            result.getStatus() == SSLEngineResult.Status.CLOSED)
        {
            return false;
        }

        return fill() > 0;
    }

    private int fill() throws IOException
    {
        in.compact();
        final int bytes = socket.read(in);
        in.flip();

        return bytes;
    }

    @Override
    public boolean isOpen()
    {
        return socket.isOpen();
    }

    @Override
    public void close() throws IOException
    {
        socket.close();
    }
}
