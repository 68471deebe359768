package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.feed.FrameDescriber;
import io.tickwire.engine.feed.json.MalformedMessageException;

import java.util.Map;
import java.util.TreeMap;

/**
 * The last binary message of each symbol and type.
 * Thread: any
 */
final class FramesAudit
{
    private final Map<String, Object> last = new TreeMap<>();
    private final FrameDescriber describer;

    FramesAudit(final FrameDescriber describer)
    {
        this.describer = describer;
    }

    void on(final CaptureEvent event)
    {
        try
        {
            final Map<String, Object> frame = describer.describe(event.buffer(), event.offset(), event.length());
            if (frame != null)
            {
                last.put(frame.get("s") + ":" + frame.get("type"), frame);
            }
        }
        catch (final MalformedMessageException ex)
        {
            // The decoder counts it.
        }
    }

    Map<String, Object> last()
    {
        return last;
    }
}
