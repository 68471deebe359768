package io.tickwire.tools.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExchangeCommandTest
{
    private static final String MATCH = """
        {"type":"match","trade_id":1,"side":"sell","size":"2","price":"1.50","product_id":"A-B",\
        "time":"2021-04-17T16:43:43.677370Z"}
        """;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void shouldSayWhatIsWrong() throws IOException
    {
        final String file = Files.writeString(folder.resolve("lines"), MATCH).toString();
        final String script = Files.writeString(folder.resolve("script"), "always explode").toString();
        final String none = folder.resolve("none").toString();

        assertSays(Tickwire.NOT_UNDERSTOOD, "tickwire exchange: --capture is missing");
        assertSays(Tickwire.FAILED, "tickwire: no such file: " + none, "--capture", none);
        assertSays(Tickwire.NOT_UNDERSTOOD, "no venue of this name", "--venue", "mars", "--capture", file);
        assertSays(Tickwire.NOT_UNDERSTOOD, "no such format: format=xml", "--format", "xml", "--capture", file);
        assertSays(Tickwire.NOT_UNDERSTOOD, "--speed must be a number, or max: fast",
            "--speed", "fast", "--capture", file);
        assertSays(Tickwire.NOT_UNDERSTOOD, "a speed must be from", "--speed", "0", "--capture", file);
        assertSays(Tickwire.NOT_UNDERSTOOD, "--start must be", "--start", "soon", "--capture", file);
        assertSays(Tickwire.NOT_UNDERSTOOD, "--port must be from 0 to 65535: 70000", "--port", "70000",
            "--capture", file);
        assertSays(Tickwire.NOT_UNDERSTOOD, script + ":1: always explode: no such fault: explode",
            "--faults", script, "--capture", file);
        assertSays(Tickwire.FAILED, "tickwire: no such file: " + none, "--faults", none, "--capture", file);
    }

    @Test
    void shouldSayThatAPortIsTaken() throws IOException
    {
        final String file = Files.writeString(folder.resolve("lines"), MATCH).toString();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()))
        {
            final int port = taken.getLocalPort();

            assertSays(Tickwire.FAILED, "tickwire: port " + port + " can not be had: ",
                "--port", Integer.toString(port), "--capture", file);
        }
    }

    private void assertSays(final int code, final String what, final String... args)
    {
        err.reset();
        final String[] all = new String[args.length + 1];
        all[0] = "exchange";
        System.arraycopy(args, 0, all, 1, args.length);

        assertEquals(code, Tickwire.run(all, new Surroundings(
            Map.of(), stream(new ByteArrayOutputStream()), stream(err))), err.toString(StandardCharsets.UTF_8));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(what), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(final ByteArrayOutputStream out)
    {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }
}
