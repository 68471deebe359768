package io.tickwire.transport.log;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a message says, for machines.
 *
 * @param event  that it begins with, such as {@code connection.closing}; or nothing.
 * @param values of its {@code key=value} pairs: whole numbers as Long, all else as String; of a key that is there
 *               twice, the first.
 * Thread: any
 */
record MessageFields(String event, Map<String, Object> values)
{
    /** What is behind it is text for people. */
    private static final int MAX_LENGTH = 4_096;

    private static final Pattern EVENT =
        Pattern.compile("([a-z][a-z0-9_-]{0,31}(?:\\.[a-z0-9_-]{1,31}){1,4}):?(?= |$)");

    private static final String KEY = "(?<![^ ,(])([A-Za-z][A-Za-z0-9_.]{0,63})=";
    private static final String QUOTED = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|\\[[^\\[\\]]*+]";

    /** Behind an event there are only pairs: a value ends where the next begins. */
    private static final Pattern EVENT_PAIR =
        Pattern.compile(KEY + "(" + QUOTED + "|.*?)(?= [A-Za-z][A-Za-z0-9_.]{0,63}=|$)");

    /** In other messages there are words too: a value ends at the next blank, unless it is in quotes or brackets. */
    private static final Pattern PAIR = Pattern.compile(KEY + "(" + QUOTED + "|[^ ,;)]*+)");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

    static MessageFields of(final String message)
    {
        final Map<String, Object> values = new LinkedHashMap<>();
        final String text = message.length() > MAX_LENGTH ? message.substring(0, MAX_LENGTH) : message;
        final Matcher event = EVENT.matcher(text);
        final boolean isEvent = event.lookingAt();
        final Matcher pairs = (isEvent ? EVENT_PAIR : PAIR).matcher(text);
        while (pairs.find())
        {
            values.putIfAbsent(pairs.group(1), valueOf(pairs.group(2)));
        }

        return new MessageFields(isEvent ? event.group(1) : "", values);
    }

    private static Object valueOf(final String text)
    {
        if (NUMBER.matcher(text).matches())
        {
            return Long.valueOf(text);
        }

        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ?
            text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1") : text;
    }
}
