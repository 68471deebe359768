package io.tickwire.transport.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.LogRecord;

/**
 * A JSON object a line: {@code time, level, thread, logger, message}; {@code event} and {@code fields} as far as the
 * message has them; {@code exception} where one was thrown.
 * <pre>
 *   connection.closing id=7 code=4008 reason="too slow"
 *   {..., "message":"connection.closing id=7 ...", "event":"connection.closing",
 *    "fields":{"id":7,"code":4008,"reason":"too slow"}}
 * </pre>
 * Thread: any
 */
final class JsonFormatter extends LineFormatter
{
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public String format(final LogRecord record)
    {
        final StringWriter line = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(line))
        {
            final String message = String.valueOf(formatMessage(record));
            json.writeStartObject();
            json.writeStringField("time", TextFormatter.TIME.format(record.getInstant()));
            json.writeStringField("level", nameOf(record.getLevel()));
            json.writeStringField("thread", Thread.currentThread().getName());
            json.writeStringField("logger", loggerOf(record));
            json.writeStringField("message", message);
            fields(json, MessageFields.of(message));
            if (record.getThrown() != null)
            {
                json.writeStringField("exception", traceOf(record.getThrown()));
            }
            json.writeEndObject();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("a string takes all", ex);
        }

        return line.append('\n').toString();
    }

    private static void fields(final JsonGenerator json, final MessageFields fields) throws IOException
    {
        if (!fields.event().isEmpty())
        {
            json.writeStringField("event", fields.event());
        }
        if (!fields.values().isEmpty())
        {
            json.writeObjectFieldStart("fields");
            for (final Map.Entry<String, Object> field : fields.values().entrySet())
            {
                if (field.getValue() instanceof Long number)
                {
                    json.writeNumberField(field.getKey(), number);
                }
                else
                {
                    json.writeStringField(field.getKey(), field.getValue().toString());
                }
            }
            json.writeEndObject();
        }
    }
}
