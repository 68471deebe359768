package io.tickwire.transport.log;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MessageFieldsTest
{
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', value = {
        "connection.closing id=7 code=4008|connection.closing|{id=7, code=4008}",
        "server.ready|server.ready|{}",
        "server.failed: a shard failed|server.failed|{}",
        "no thread can be pinned: role=io-0 core=7 usable=0-1|<>|{role=io-0, core=7, usable=0-1}",
        "a.b reason=\"too slow, id=9\" id=1|a.b|{reason=too slow, id=9, id=1}",
        "a.b quote=\"a \\\"b\\\"\"|a.b|{quote=a \"b\"}",
        "a.b addresses=[/0.0.0.0:1, /0.0.0.0:2] n=1|a.b|{addresses=[/0.0.0.0:1, /0.0.0.0:2], n=1}",
        "a.b open=\"no end x=1|a.b|{open=\"no end, x=1}",
        "client.closing code=4008 reason=slow consumer id=c7|client.closing|{code=4008, reason=slow consumer, id=c7}",
        "no core: cores=[1, 2] n=1 and so on|<>|{cores=[1, 2], n=1}",
        "a.b first=1 first=2|a.b|{first=1}",
        "a.b empty= next=1|a.b|{empty=, next=1}",
        "http://a?b=c (d=1, e=2); 1=2 =3|<>|{d=1, e=2}",
        "A.b|<>|{}",
        "e.g. this|<>|{}"})
    void shouldFindEventAndPairs(final String message, final String event, final String values)
    {
        final MessageFields fields = MessageFields.of(message);

        assertEquals("<>".equals(event) ? "" : event, fields.event());
        assertEquals(values, fields.values().toString());
    }

    @Test
    void shouldTellNumbersFromText()
    {
        assertEquals(
            Map.of("a", 1L, "b", -20L, "c", "007", "d", "1.5", "e", "12345678901234567890", "f", 0L),
            MessageFields.of("a=1 b=-20 c=007 d=1.5 e=12345678901234567890 f=0").values());
    }

    @Test
    void shouldNotBeMadeSlowOrFallByAMessage()
    {
        for (final String hostile : new String[] {"a=\"", "a.", "a=[", "\\\"", "a=\"\\\\"})
        {
            MessageFields.of(hostile.repeat(100_000));
        }
        MessageFields.of("a=\"" + "\\x".repeat(100_000));
        MessageFields.of("a.b x=\"" + "y".repeat(100_000) + "\"");
    }
}
