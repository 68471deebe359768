package io.tickwire.engine.pipeline;

import io.tickwire.engine.encode.CompactWriter;
import io.tickwire.engine.encode.JsonWriter;
import io.tickwire.engine.encode.MsgpackWriter;
import io.tickwire.engine.encode.SbeWriter;
import io.tickwire.engine.encode.StreamLabel;
import io.tickwire.engine.encode.TemplateWriter;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.fanout.FrameSealer;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A stream's messages as sealed frames, in each encoding: made ready when an encoding is first wanted.
 * Thread: pipeline-<k>
 */
final class StreamFrames
{
    /** No market message is longer than this, whatever its symbol's name. */
    static final int MAX_FRAME_BYTES = 8192;

    /** A message's side and id may make it so much longer than that of another shape, ... */
    private static final int SHAPE_BYTES = 64;

    /** ... and each name that it shows. */
    private static final int TAG_BYTES = 258;

    private static final TemplateWriter MSGPACK = new MsgpackWriter(false);
    private static final TemplateWriter MSGPACK_SCALED = new MsgpackWriter(true);
    private static final TemplateWriter COMPACT = new CompactWriter(false);
    private static final TemplateWriter COMPACT_SCALED = new CompactWriter(true);
    private static final TemplateWriter SBE = new SbeWriter();

    private final UpdateLayout layout;
    private final StreamLabel label;
    private final FrameSealer sealer;
    private final TemplateCache[] templates = new TemplateCache[Encoding.COUNT * 2];
    private final JsonWriter[] texts = new JsonWriter[Encoding.COUNT * 2];
    private final int[] maxBytes = new int[Encoding.COUNT * 2];

    StreamFrames(final UpdateLayout layout, final StreamLabel label, final FrameSealer sealer)
    {
        this.layout = layout;
        this.label = label;
        this.sealer = sealer;
    }

    StreamLabel label()
    {
        return label;
    }

    /**
     * How long a frame in an encoding can be. Makes the encoding ready.
     */
    int maxBytes(final Encoding encoding, final boolean isEnveloped)
    {
        final int index = index(encoding, isEnveloped);
        if (maxBytes[index] == 0)
        {
            maxBytes[index] = encoding.isText() ?
                prepareText(index, encoding, isEnveloped) :
                prepareTemplate(index, encoding, isEnveloped);
        }

        return maxBytes[index];
    }

    /**
     * Write a sealed frame.
     *
     * @return its length.
     */
    int write(
        final Encoding encoding,
        final boolean isEnveloped,
        final UnsafeBuffer buffer,
        final int offset,
        final long[] values)
    {
        final int index = index(encoding, isEnveloped);
        final TemplateCache cache = templates[index];

        return cache != null ?
            cache.of(values).write(buffer, offset, values) :
            FrameText.write(texts[index], sealer, buffer, offset, values);
    }

    private int prepareText(final int index, final Encoding encoding, final boolean isEnveloped)
    {
        texts[index] = new JsonWriter(layout, label, isEnveloped, encoding == Encoding.JSON_STRING);

        return texts[index].maxBytes() + FrameSealer.MAX_HEADER_BYTES;
    }

    private int prepareTemplate(final int index, final Encoding encoding, final boolean isEnveloped)
    {
        final TemplateWriter writer = writerOf(encoding);
        templates[index] = new TemplateCache(layout, label, writer, isEnveloped, sealer);

        final int tags = (int)layout.fields().stream().filter(field -> field.form().isTag()).count();

        return writer.template(layout, label, isEnveloped, 0, sealer::headerBytes).length() + SHAPE_BYTES +
            tags * TAG_BYTES;
    }

    private static TemplateWriter writerOf(final Encoding encoding)
    {
        return switch (encoding)
        {
            case MSGPACK -> MSGPACK;
            case MSGPACK_SCALED -> MSGPACK_SCALED;
            case COMPACT -> COMPACT;
            case COMPACT_SCALED -> COMPACT_SCALED;
            case SBE -> SBE;
            default -> throw new IllegalArgumentException("not of fixed width: encoding=" + encoding);
        };
    }

    private static int index(final Encoding encoding, final boolean isEnveloped)
    {
        return encoding.ordinal() << 1 | (isEnveloped ? 1 : 0);
    }
}
