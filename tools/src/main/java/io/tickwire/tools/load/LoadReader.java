package io.tickwire.tools.load;

import io.tickwire.client.view.Channel;
import io.tickwire.client.wire.StreamInfo;
import io.tickwire.client.wire.StreamLookup;
import io.tickwire.client.wire.Update;
import io.tickwire.client.wire.UpdateReader;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Map;

/**
 * Reads messages of all clients: a reader keeps names, which would be some 100 KB a client. What was read stands until
 * the next message of any client.
 * Thread: client
 */
final class LoadReader implements StreamLookup
{
    private final UpdateReader reader;
    private LoadStreams streams;

    LoadReader(final boolean isSbe)
    {
        reader = new UpdateReader(this, isSbe);
    }

    /**
     * @param own the streams of the connection that it came by.
     * @return whether there is anything that is known.
     */
    boolean read(
        final LoadStreams own, final boolean isText, final UnsafeBuffer buffer, final int offset, final int length)
    {
        streams = own;

        return reader.read(isText, buffer, offset, length);
    }

    Update update()
    {
        return reader.update();
    }

    Map<String, Object> control()
    {
        return reader.control();
    }

    @Override
    public StreamInfo find(final long sid)
    {
        return streams.find(sid);
    }

    @Override
    public StreamInfo find(
        final Channel channel, final String symbol, final String venue, final int intervalSeconds)
    {
        return streams.find(channel, symbol, venue, intervalSeconds);
    }
}
