package io.tickwire.transport;

import io.tickwire.transport.clients.ClientTools;
import io.tickwire.transport.ws.Compression;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Compression with clients that others wrote: 36 combinations of what can be offered, each with messages of all sizes.
 */
class DeflateInteropTest
{
    private static final int OFFERS = 36;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEchoToNode(final boolean keepsContext) throws IOException, InterruptedException
    {
        assertEquals(OFFERS * 12, echoed(ClientTools.node("deflate.mjs"), keepsContext));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldEchoToPython(final boolean keepsContext) throws IOException, InterruptedException
    {
        assertEquals(OFFERS * 13, echoed(ClientTools.python("deflate.py"), keepsContext));
    }

    private static int echoed(final List<String> command, final boolean keepsContext)
        throws IOException, InterruptedException
    {
        try (TestServer server = EchoServer.start(new Compression(true, 0, 1, keepsContext)))
        {
            final List<String> full = new ArrayList<>(command);
            full.add(server.url("/echo"));
            final Process process = new ProcessBuilder(full).redirectErrorStream(true).start();
            final String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), output);

            return Integer.parseInt(output.strip());
        }
    }
}
