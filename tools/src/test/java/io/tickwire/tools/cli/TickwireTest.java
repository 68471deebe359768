package io.tickwire.tools.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TickwireTest
{
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shouldPrintLiveFramesAndWhatWasCounted() throws IOException
    {
        assertEquals(Tickwire.DONE, run("demo", "--seconds", "1", "--rate", "200"));

        final List<String> lines = out().lines().toList();
        final List<String> frames = lines.stream().filter(line -> line.startsWith("{")).toList();
        assertTrue(frames.size() > 300, out());
        for (final String frame : frames)
        {
            assertIsJson(frame);
        }
        assertTrue(frames.stream().anyMatch(frame -> frame.contains("\"trade_update\"")), out());
        assertTrue(lines.contains("200 ticks in 1 s became " + frames.size() + " frames of " + bytes() + " bytes."));
        assertTrue(out().contains("ring->frame"));
        assertEquals("", err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"msgpack", "msgpack-scaled", "compact", "compact-scaled", "sbe", "json-string"})
    void shouldShowEachEncoding(final String encoding)
    {
        assertEquals(Tickwire.DONE, run("demo", "--seconds", "1", "--rate", "50", "--encoding", encoding));

        assertTrue(out().contains("50 ticks in 1 s"), out());
        assertTrue(encoding.startsWith("json") || out().contains("BTC/USD price seq="), out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "demo --rate 0|--rate must be from 1 to 10000000: 0",
        "demo --rate ten|--rate must be a number from 1 to 10000000: ten",
        "demo --seconds 4000|--seconds must be from 1 to 3600: 4000",
        "demo --symbols|--symbols needs a value",
        "demo --encoding xml|--encoding must be one of json, json-string, msgpack, msgpack-scaled, compact,",
        "demo --colour yes|no such option: --colour",
        "serve|no such subcommand: serve"})
    void shouldSayWhatIsWrongAndHowToAsk(final String line, final String message)
    {
        assertEquals(Tickwire.NOT_UNDERSTOOD, run(line.split(" ")));

        assertTrue(err().contains(message), err());
        assertTrue(err().contains("usage: tickwire demo"), err());
        assertEquals("", out());
    }

    @Test
    void shouldSayThatASubcommandIsMissing()
    {
        assertEquals(Tickwire.NOT_UNDERSTOOD, run());

        assertTrue(err().contains("a subcommand is missing"), err());
    }

    @Test
    void shouldHelp()
    {
        assertEquals(Tickwire.DONE, run("help"));

        assertTrue(out().contains("usage: tickwire demo"), out());
    }

    private String bytes()
    {
        final String before = " frames of ";
        final int from = out().indexOf(before) + before.length();

        return out().substring(from, out().indexOf(" bytes.", from));
    }

    private int run(final String... args)
    {
        return Tickwire.run(args, new PrintStream(out, true), new PrintStream(err, true));
    }

    private String out()
    {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err()
    {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void assertIsJson(final String text) throws IOException
    {
        try (JsonParser parser = new JsonFactory().createParser(text))
        {
            while (parser.nextToken() != null)
            {
                parser.getText();
            }
        }
    }
}
