package io.tickwire.transport;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a handle was made for, and whether a message is of it.
 *
 * @param names of symbols, and of accounts on private channels.
 */
record ConformanceWish(List<String> channels, List<String> names, List<String> venues, int interval, String view)
{
    static ConformanceWish of(final JsonNode with, final Map<String, String> aliases)
    {
        final List<String> channels = texts(with.path("channels"));
        channels.add(with.path("channel").asString(""));
        final List<String> names = texts(with.path("symbols"));
        names.replaceAll(name -> aliases.getOrDefault(name, name));

        return new ConformanceWish(
            channels, names, texts(with.path("venues")),
            ConformanceIntervals.seconds(with.path("interval").asString("1m")), viewOf(with));
    }

    /** Of a book: what of it, as it is asked for, and granted. */
    static String viewOf(final JsonNode fields)
    {
        return fields.path("mode").asString("snapshot") + " " + fields.path("depth").asString("20") + " " +
            fields.path("checksum").asBoolean(false);
    }

    /**
     * @param ofView empty: it does not say of which view of a book it is.
     */
    boolean wants(final String channel, final Map<String, Object> data, final String ofView)
    {
        final boolean isPrivate = ConformanceDecoder.PRIVATE.contains((String)data.get("type"));
        final String name = (String)data.get(isPrivate ? "account" : "symbol");

        return channels.contains(channel) &&
            (names.isEmpty() || name == null || names.stream().anyMatch(wanted -> isNamed(name, wanted))) &&
            (venues.isEmpty() || venues.contains((String)data.get("venue"))) &&
            (ofView.isEmpty() || ofView.equals(view)) &&
            (!channel.equals("candle") || interval == intervalOf(data));
    }

    /** In seconds; 0: no candle. */
    static int intervalOf(final Map<String, Object> data)
    {
        return data.get("type").equals("candle_update") ?
            ConformanceIntervals.seconds(String.valueOf(data.get("interval"))) : 0;
    }

    private static List<String> texts(final JsonNode node)
    {
        final List<String> texts = new ArrayList<>();
        node.forEach(text -> texts.add(text.asString()));

        return texts;
    }

    private static boolean isNamed(final String name, final String wanted)
    {
        return wanted.endsWith("*") ? name.startsWith(wanted.substring(0, wanted.length() - 1)) : name.equals(wanted);
    }
}
