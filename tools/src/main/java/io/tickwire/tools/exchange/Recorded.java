package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.capture.CaptureEvent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Something of a capture, with bytes of its own.
 * Thread: market-<venue>
 */
final class Recorded
{
    private final CaptureEvent.Kind kind;
    private final long timeNs;
    private final int connection;
    private final String url;
    private final String symbol;
    private final byte[] bytes;
    private String text;
    private JsonNode json;

    /**
     * @param connection whose, over all files.
     */
    Recorded(final CaptureEvent event, final long timeNs, final int connection)
    {
        this.kind = event.kind();
        this.timeNs = timeNs;
        this.connection = connection;
        this.url = event.url();
        this.symbol = event.symbol();
        this.bytes = Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length());
    }

    CaptureEvent.Kind kind()
    {
        return kind;
    }

    long timeNs()
    {
        return timeNs;
    }

    int connection()
    {
        return connection;
    }

    /** Null where the recorder does not say. */
    String url()
    {
        return url;
    }

    /** Whose book an answer is; null where it is none. */
    String symbol()
    {
        return symbol;
    }

    byte[] bytes()
    {
        return bytes;
    }

    String text()
    {
        if (text == null)
        {
            text = new String(bytes, StandardCharsets.UTF_8);
        }

        return text;
    }

    /** Missing where it is no JSON. */
    JsonNode json()
    {
        if (json == null)
        {
            json = Json.read(text());
        }

        return json;
    }
}
