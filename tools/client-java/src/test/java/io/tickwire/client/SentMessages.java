package io.tickwire.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.client.wire.JsonScanner;
import io.tickwire.client.wire.MsgpackScanner;
import io.tickwire.client.wire.Scanner;
import io.tickwire.client.wire.TreeReader;
import io.tickwire.client.ws.FrameParser;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a client has sent, compared by units: see {@code sent} in {@code tools/conformance/README.md}.
 */
final class SentMessages
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Set<String> NOT_COMPARED = Set.of("ping", "pong", "request");
    private static final Set<String> BY_SYMBOL = Set.of("subscribe", "unsubscribe");

    private final List<Map<String, Object>> messages = new ArrayList<>();

    void clear()
    {
        messages.clear();
    }

    void add(final int opcode, final byte[] bytes, final int length)
    {
        final Scanner scanner = opcode == FrameParser.TEXT ? new JsonScanner() : new MsgpackScanner();
        scanner.wrap(new UnsafeBuffer(bytes), 0, length);
        scanner.next();
        messages.add(TreeReader.map(scanner));
    }

    void check(final JsonNode expected)
    {
        final List<Map<String, Object>> units = new ArrayList<>();
        messages.forEach(message -> units.addAll(units(message)));
        units.removeIf(unit -> NOT_COMPARED.contains(unit.get("type")));
        messages.clear();
        for (final JsonNode message : expected)
        {
            for (final Map<String, Object> unit : units(map(message)))
            {
                assertTrue(removeOne(units, unit), () -> "not sent: " + unit + "; sent: " + units);
            }
        }
        assertEquals(List.of(), units, "sent, and not expected");
    }

    private static boolean removeOne(final List<Map<String, Object>> units, final Map<String, Object> wanted)
    {
        for (int i = 0; i < units.size(); i++)
        {
            if (fits(wanted, units.get(i)))
            {
                units.remove(i);
                return true;
            }
        }

        return false;
    }

    private static boolean fits(final Map<String, Object> wanted, final Map<String, Object> unit)
    {
        return wanted.containsKey("symbol") == unit.containsKey("symbol") && wanted.entrySet().stream().allMatch(
            field -> "id".equals(field.getKey()) || plain(field.getValue()).equals(plain(unit.get(field.getKey()))));
    }

    /** Numbers as doubles, lists as sets. */
    private static Object plain(final Object value)
    {
        if (value instanceof Map<?, ?> map)
        {
            final Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((name, each) -> plain.put(name, plain(each)));
            return plain;
        }
        if (value instanceof List<?> list)
        {
            final Set<Object> plain = new HashSet<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }

        return value instanceof Number number ? number.doubleValue() : String.valueOf(value);
    }

    private static List<Map<String, Object>> units(final Map<String, Object> message)
    {
        if (!BY_SYMBOL.contains(message.get("type")) || !(message.get("symbols") instanceof List<?> symbols))
        {
            return List.of(message);
        }
        final List<Map<String, Object>> units = new ArrayList<>();
        for (final Object symbol : symbols)
        {
            final Map<String, Object> unit = new LinkedHashMap<>(message);
            unit.remove("symbols");
            unit.put("symbol", symbol);
            units.add(unit);
        }

        return units;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(final JsonNode node)
    {
        return MAPPER.convertValue(node, Map.class);
    }
}
