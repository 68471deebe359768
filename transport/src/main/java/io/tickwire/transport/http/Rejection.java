package io.tickwire.transport.http;

import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.session.ControlFrames;
import io.tickwire.transport.ws.CloseCode;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.ConduitStreamSourceChannel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * The end of a connection that was taken only to be told why it can not stay: an error, a close frame, and a short time
 * for the client to read them. What is told fits into any socket's buffer.
 * Thread: io-<n>
 */
final class Rejection implements ChannelListener<ConduitStreamSourceChannel>
{
    private static final long GRACE_MS = 2_000;
    private static final int READ_BYTES = 512;

    private final StreamConnection connection;
    private final ByteBuffer passedOver = ByteBuffer.allocate(READ_BYTES);

    private Rejection(final StreamConnection connection)
    {
        this.connection = connection;
    }

    static void reject(
        final StreamConnection connection,
        final WireForm form,
        final ErrorCode error,
        final String message,
        final CloseCode close)
    {
        final ControlFrames frames = new ControlFrames();
        final Reply reply = Reply.error(error, message, null).with("fatal", true);
        try
        {
            write(connection, frames.message(reply, form));
            write(connection, frames.close(close.code(), close.reason()));
            final Rejection rejection = new Rejection(connection);
            connection.getSourceChannel().setReadListener(rejection);
            connection.getSourceChannel().resumeReads();
            connection.getIoThread().executeAfter(
                () -> IoUtils.safeClose(connection), GRACE_MS, TimeUnit.MILLISECONDS);
        }
        catch (final IOException ex)
        {
            IoUtils.safeClose(connection);
        }
    }

    @Override
    public void handleEvent(final ConduitStreamSourceChannel source)
    {
        try
        {
            int count;
            do
            {
                count = source.read(passedOver.clear());
            }
            while (count > 0);
            if (count < 0)
            {
                IoUtils.safeClose(connection);
            }
        }
        catch (final IOException ex)
        {
            IoUtils.safeClose(connection);
        }
    }

    private static void write(final StreamConnection connection, final ControlFrames frame) throws IOException
    {
        connection.getSinkChannel().write(ByteBuffer.wrap(frame.toBytes()));
    }
}
