package io.tickwire.engine.capture;

import io.tickwire.engine.feed.json.JsonKeys;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.engine.feed.json.MalformedMessageException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * JSON lines of cryptofeed v3: {@code t} is {@code header}, {@code http}, {@code connect}, {@code send} or
 * {@code recv}; {@code data} is the message as a JSON string. A file has several connections, one after the other, so
 * that each is read by a source of its own, which passes over the others' lines.
 * Thread: any
 */
final class CfjSource extends LineSource
{
    private static final MalformedMessageException NO_KIND = new MalformedMessageException("no such value of \"t\"");
    private static final int T = 0;
    private static final int CONN = 1;
    private static final int TS = 2;
    private static final int DATA = 3;
    private static final int URL = 4;
    private static final int ADDR = 5;
    private static final JsonKeys KEYS = JsonKeys.of("t", "conn", "ts", "data", "url", "addr");
    private static final int HEADER = 0;
    private static final int HTTP = 1;
    private static final int CONNECT = 2;
    private static final int SEND = 3;
    private static final int RECV = 4;
    private static final JsonKeys KINDS = JsonKeys.of("header", "http", "connect", "send", "recv");

    private final String name;
    private byte[] data = {};
    private int dataLength;
    private String url;

    private CfjSource(final int connection, final LineReader lines, final String name)
    {
        super(connection, lines);
        this.name = name;
    }

    /**
     * A source for each connection of a file.
     *
     * @param first number of the first one.
     */
    static List<CaptureSource> open(final int first, final Path path) throws IOException
    {
        final Set<String> names = new LinkedHashSet<>();
        try (CfjSource scan = new CfjSource(first, new LineReader(CaptureFile.open(path)), null))
        {
            scan.findNames(names);
        }
        final List<CaptureSource> sources = new ArrayList<>();
        for (final String name : names)
        {
            sources.add(new CfjSource(first + sources.size(), new LineReader(CaptureFile.open(path)), name));
        }

        return sources;
    }

    @Override
    boolean read()
    {
        int kind = JsonKeys.UNKNOWN;
        boolean isOurs = false;
        long timeNs = 0;
        String address = null;
        dataLength = 0;
        json.wrap(lines.buffer(), lines.offset(), lines.length()).beginObject();
        while (json.nextField())
        {
            switch (json.key(KEYS))
            {
                case T -> kind = json.readKeyword(KINDS);
                case CONN ->
                {
                    isOurs = json.readString().equals(name);
                    if (!isOurs)
                    {
                        return false;
                    }
                }
                case TS -> timeNs = readTimeNs(0);
                case DATA -> readData();
                case URL, ADDR -> address = json.readString();
                default -> json.skipValue();
            }
        }
        json.end();
        if (!isOurs || kind == HEADER)
        {
            return false;
        }
        switch (kind)
        {
            case HTTP -> event.url(address).set(CaptureEvent.Kind.ANSWER, timeNs)
                .symbol(address == null ? null : RequestUrl.symbol(address));
            case CONNECT ->
            {
                url = address;
                event.url(address).set(CaptureEvent.Kind.CONNECTED, timeNs);
            }
            case SEND -> event.url(url).set(CaptureEvent.Kind.SENT, timeNs);
            case RECV -> event.url(url).set(CaptureEvent.Kind.RECEIVED, timeNs);
            default -> throw NO_KIND;
        }
        event.bytes(data, 0, dataLength);

        return true;
    }

    private void readData()
    {
        json.readText();
        dataLength = json.textLength();
        if (data.length < dataLength + JsonReader.PADDING)
        {
            data = new byte[Math.max(2 * data.length, dataLength + JsonReader.PADDING)];
        }
        System.arraycopy(json.textBytes(), json.textOffset(), data, 0, dataLength);
    }

    private void findNames(final Set<String> names) throws IOException
    {
        while (lines.next())
        {
            try
            {
                json.wrap(lines.buffer(), lines.offset(), lines.length()).beginObject();
                while (json.nextField())
                {
                    if (json.key(KEYS) == CONN)
                    {
                        names.add(json.readString());
                        break;
                    }
                    json.skipValue();
                }
            }
            catch (final MalformedMessageException ex)
            {
                throw lines.error("not a line of this format: " + ex.getMessage());
            }
        }
    }
}
