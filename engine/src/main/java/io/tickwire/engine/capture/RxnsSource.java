package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.IsoTime;
import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.MalformedMessageException;

import java.nio.charset.StandardCharsets;

/**
 * Lines of {@code {"rx_ns": NANOS, ["dir": "tx",] "frame": MESSAGE}} behind one that describes the recording. The
 * message is taken as it stands there, since checksums are over its digits.
 * Thread: any
 */
final class RxnsSource extends LineSource
{
    private static final MalformedMessageException NO_FRAME =
        new MalformedMessageException("\"rx_ns\" and \"frame\" expected");
    private static final int RX_NS = 0;
    private static final int DIR = 1;
    private static final int FRAME = 2;
    private static final int URL = 3;
    private static final int CAPTURED_AT = 4;
    private static final JsonKeys KEYS = JsonKeys.of("rx_ns", "dir", "frame", "url", "captured_at");
    private static final int TX = 0;
    private static final JsonKeys DIRECTIONS = JsonKeys.of("tx");
    private static final String UTC = "+00:00";
    private static final long NONE = Long.MIN_VALUE;

    private long capturedAtNs = NONE;
    private long firstNs = NONE;

    RxnsSource(final int connection, final LineReader lines)
    {
        super(connection, lines);
    }

    @Override
    boolean read()
    {
        long receivedNs = NONE;
        boolean isSent = false;
        int offset = 0;
        int end = 0;
        json.wrap(lines.buffer(), lines.offset(), lines.length()).beginObject();
        while (json.nextField())
        {
            switch (json.key(KEYS))
            {
                case RX_NS -> receivedNs = json.readLong();
                case DIR -> isSent = json.readKeyword(DIRECTIONS) == TX;
                case FRAME ->
                {
                    offset = json.skipForLater();
                    end = json.position();
                }
                case URL -> event.url(json.readString());
                case CAPTURED_AT -> readCapturedAt();
                default -> json.skipValue();
            }
        }
        json.end();
        if (lines.number() == 1 && receivedNs == NONE)
        {
            event.set(CaptureEvent.Kind.CONNECTED, capturedAtNs == NONE ? 0 : capturedAtNs);
            return true;
        }
        if (receivedNs == NONE || end == 0)
        {
            throw NO_FRAME;
        }
        event
            .set(isSent ? CaptureEvent.Kind.SENT : CaptureEvent.Kind.RECEIVED, wallTimeNs(receivedNs))
            .bytes(lines.buffer(), offset, end - offset);

        return true;
    }

    /** The recorder's clock is monotonic; the recording began when its first line says. */
    private long wallTimeNs(final long receivedNs)
    {
        if (firstNs == NONE)
        {
            firstNs = receivedNs;
        }

        return capturedAtNs == NONE ? receivedNs : capturedAtNs + receivedNs - firstNs;
    }

    private void readCapturedAt()
    {
        final String text = json.readString();
        final byte[] time = (text.endsWith(UTC) ? text.substring(0, text.length() - UTC.length()) + 'Z' : text)
            .getBytes(StandardCharsets.UTF_8);
        capturedAtNs = IsoTime.parse(time, 0, time.length);
    }
}
