package io.tickwire.engine.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How a file was recorded.
 * Thread: any
 */
public enum CaptureFormat
{
    /** Raw text of cryptofeed. */
    CF("(?:configuration: |\\w+://\\S+ (?:->|<->|<-) \\d|\\d+(?:\\.\\d+)?: ).*")
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return List.of(new CfSource(first, new LineReader(CaptureFile.open(path))));
        }
    },

    /** The collector of hftbacktest. */
    HFT("\\d{16,19} [\\[{].*")
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return List.of(HftSource.open(first, path));
        }
    },

    /** JSON lines of cryptofeed v3. */
    CFJ("\\{(?=.*\"t\"\\s*:\\s*\"(?:header|http|connect|send|recv)\").*")
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return CfjSource.open(first, path);
        }
    },

    /** Messages within lines of JSON that have {@code rx_ns}. */
    RXNS("\\{.*\"(?:rx_ns|captured_at)\".*")
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return List.of(new RxnsSource(first, new LineReader(CaptureFile.open(path))));
        }
    },

    /** One message a line, without times. */
    LINES("[\\[{].*")
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return List.of(new PlainSource(first, new LineReader(CaptureFile.open(path))));
        }
    },

    /** Binary frames behind their times and lengths. */
    SBE(null)
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return List.of(new SbeSource(first, new FrameInput(CaptureFile.open(path))));
        }
    },

    /** Packets. */
    PCAPNG(null)
    {
        @Override
        List<CaptureSource> open(final int first, final Path path) throws IOException
        {
            return List.of(new PcapngSource(first, new FrameInput(CaptureFile.open(path))));
        }
    };

    private static final String BYBIT = "bybit";
    private static final int HEAD_BYTES = 1 << 12;
    private static final int MAX_SBE_MESSAGE = 1 << 20;
    private static final int MIN_SBE_MESSAGE = 8;

    private final Pattern firstLine;

    CaptureFormat(final String firstLine)
    {
        this.firstLine = firstLine == null ? null : Pattern.compile(firstLine, Pattern.DOTALL);
    }

    /** As it is typed. */
    public String label()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException where there is none of this name.
     */
    public static CaptureFormat of(final String name)
    {
        if (name.equalsIgnoreCase(BYBIT))
        {
            return LINES;
        }
        for (final CaptureFormat format : values())
        {
            if (format.label().equalsIgnoreCase(name))
            {
                return format;
            }
        }

        throw new IllegalArgumentException("no such format: format=" + name +
            ", formats=[cf, hft, cfj, rxns, lines, bybit, sbe, pcapng]");
    }

    /**
     * The format of a file, from how it begins.
     *
     * @throws CaptureException where it is none of these.
     */
    public static CaptureFormat detect(final Path path) throws IOException
    {
        final byte[] head;
        try (CaptureFile file = CaptureFile.open(path))
        {
            head = file.readNBytes(HEAD_BYTES);
        }
        if (isPcapng(head))
        {
            return PCAPNG;
        }
        final String line = new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
        for (final CaptureFormat format : values())
        {
            if (format.firstLine != null && format.firstLine.matcher(line).matches())
            {
                return format;
            }
        }
        if (isSbe(head))
        {
            return SBE;
        }

        throw new CaptureException(head.length == 0 ? "the file is empty: " + path :
            "the format can not be told from how the file begins, so that it must be named: " + path);
    }

    /**
     * A source for each connection of a file.
     *
     * @param first number of the first one.
     */
    abstract List<CaptureSource> open(int first, Path path) throws IOException;

    private static boolean isPcapng(final byte[] head)
    {
        return head.length >= Integer.BYTES && ByteBuffer.wrap(head).getInt() == PcapngSource.SECTION;
    }

    private static boolean isSbe(final byte[] head)
    {
        if (head.length < SbeSource.HEAD_BYTES)
        {
            return false;
        }
        final ByteBuffer buffer = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        final int length = buffer.getInt(Long.BYTES);

        return buffer.getLong(0) > 0 && length >= MIN_SBE_MESSAGE && length <= MAX_SBE_MESSAGE;
    }
}
