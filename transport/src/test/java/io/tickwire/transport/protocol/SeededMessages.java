package io.tickwire.transport.protocol;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Messages of clients, and values of any kind, from a seed.
 */
final class SeededMessages
{
    private static final String LETTERS = "abcXYZ09*/-_.\"\\ \n\t\u0000\u001f\u00e9\u20ac";
    private static final int MAX_DEPTH = 4;
    private static final int MAX_ENTRIES = 40;

    private final Random random;

    SeededMessages(final long seed)
    {
        random = new Random(seed);
    }

    /** A valid message of a client, some of whose fields mean nothing there. */
    Map<String, Object> command()
    {
        final CommandType[] types = CommandType.values();
        final CommandType type = types[random.nextInt(types.length)];
        final List<Map.Entry<String, Object>> fields = new ArrayList<>();
        fields.add(Map.entry("type", type.wireName()));
        switch (type)
        {
            case SUBSCRIBE, UPDATE ->
            {
                addWhat(fields);
                addWish(fields);
                if (type == CommandType.SUBSCRIBE && random.nextBoolean())
                {
                    fields.add(Map.entry("since", Map.of("epoch", whole(), "seq", whole(), "x", value(2))));
                }
            }
            case UNSUBSCRIBE -> addWhat(fields);
            case PING -> maybe(fields, "timestamp", scalar());
            case PONG -> maybe(fields, "x", text());
            case REQUEST ->
            {
                maybe(fields, "timestamp", scalar());
                maybe(fields, "method", pick(RequestMethod.values()).wireName());
                maybe(fields, "params", Map.of("symbol", text(), "a", List.of(scalar(), true), "b", false));
            }
            case AUTH -> fields.add(Map.entry("token", text()));
            case RESYNC ->
            {
                fields.add(Map.entry("symbol", text()));
                maybe(fields, "channel", text());
                maybe(fields, "venue", text());
            }
            case PUBLISH ->
            {
                fields.add(Map.entry("channel", List.of(text())));
                fields.add(Map.entry("data", value(1)));
            }
            default -> fields.add(pick(List.<Map.Entry<String, Object>>of(
                Map.entry("action", "pause"),
                Map.entry("step", 1 + random.nextInt(1_000_000)),
                Map.entry("resume", true),
                Map.entry("seek", whole()),
                Map.entry("speed", 0.1 + random.nextInt(999)))));
        }
        maybe(fields, "id", random.nextBoolean() ? text() : (Object)random.nextLong());
        maybe(fields, "unknown", value(1));

        return shuffled(fields);
    }

    /** Any value that JSON and msgpack both have. */
    Object value(final int depth)
    {
        switch (random.nextInt(depth < MAX_DEPTH ? 9 : 7))
        {
            case 0:
                return random.nextBoolean();

            case 1:
                return whole();

            case 2:
                return random.nextLong();

            case 3:
                return decimal();

            case 4:
                return new BigInteger(Long.SIZE, random);

            case 5, 6:
                return random.nextInt(20) == 0 ? text().repeat(1 + random.nextInt(30)) : text();

            case 7:
                final List<Object> list = new ArrayList<>();
                for (int left = random.nextInt(MAX_ENTRIES >> depth); left > 0; left--)
                {
                    list.add(random.nextInt(9) == 0 ? null : value(depth + 1));
                }

                return list;

            default:
                final Map<String, Object> map = new LinkedHashMap<>();
                for (int left = random.nextInt(MAX_ENTRIES >> depth); left > 0; left--)
                {
                    map.put(text(), random.nextInt(9) == 0 ? null : value(depth + 1));
                }

                return map;
        }
    }

    private void addWhat(final List<Map.Entry<String, Object>> fields)
    {
        maybe(fields, "symbols", texts());
        maybe(fields, "symbol", text());
        maybe(fields, "channels", texts());
        maybe(fields, "channel", text());
    }

    private void addWish(final List<Map.Entry<String, Object>> fields)
    {
        maybe(fields, "venues", texts());
        maybe(fields, "interval", random.nextBoolean() ? "1m" : (Object)(1 + random.nextInt(100_000)));
        maybe(fields, "depth", random.nextBoolean() ? "full" : (Object)(1 + random.nextInt(1_000)));
        maybe(fields, "mode", pick(List.of("raw", "latest", "interval", "snapshot", "delta")));
        maybe(fields, "max_age_us", 1 + random.nextInt(1_000_000));
        maybe(fields, "on_slow", random.nextBoolean() ? "gap" : "disconnect");
        maybe(fields, "snapshot", random.nextBoolean());
        maybe(fields, "checksum", random.nextBoolean());
    }

    private List<Object> texts()
    {
        final List<Object> texts = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--)
        {
            texts.add(text());
        }

        return texts;
    }

    private String text()
    {
        final StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(12); left > 0; left--)
        {
            if (random.nextInt(12) == 0)
            {
                text.appendCodePoint(0x1f600 + random.nextInt(64));
            }
            else
            {
                text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
        }

        return text.toString();
    }

    private Object scalar()
    {
        return random.nextBoolean() ? text() : random.nextBoolean() ? (Object)whole() : decimal();
    }

    private long whole()
    {
        return random.nextLong() >>> 1 + random.nextInt(Long.SIZE - 1);
    }

    private double decimal()
    {
        return random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
    }

    private void maybe(final List<Map.Entry<String, Object>> fields, final String name, final Object value)
    {
        if (random.nextBoolean())
        {
            fields.add(Map.entry(name, value));
        }
    }

    private Map<String, Object> shuffled(final List<Map.Entry<String, Object>> fields)
    {
        Collections.shuffle(fields, random);
        final Map<String, Object> message = new LinkedHashMap<>();
        fields.forEach(field -> message.put(field.getKey(), field.getValue()));

        return message;
    }

    private <T> T pick(final List<T> values)
    {
        return values.get(random.nextInt(values.size()));
    }

    private <T> T pick(final T[] values)
    {
        return values[random.nextInt(values.length)];
    }
}
