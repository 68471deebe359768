package io.tickwire.transport.ws;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Any {@code Sec-WebSocket-Extensions}: refused as malformed, passed over, or answered with what was offered. What is
 * answered is well-formed, offers itself again, and never allows more than is allowed here. As a server's answer to our
 * offer it is refused, or the one extension that we offered, in a form that may be offered, too.
 */
public final class ExtensionsFuzz
{
    private ExtensionsFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final List<String> headers = new String(data, StandardCharsets.ISO_8859_1).lines().toList();
        answer(headers);
        try
        {
            final Deflate kept = Deflate.agree(headers, true);
            final Deflate agreed = Deflate.agree(headers, false);
            assertEquals(kept == null, agreed == null);
            if (agreed == null)
            {
                return;
            }
            assertFalse(agreed.keepsContext());
            assertTrue(agreed.answer().contains("client_no_context_takeover"));
            assertEquals(kept.keepsContext(), !kept.answer().contains("client_no_context_takeover"));
            assertTrue(kept.windowBits() >= 8 && kept.windowBits() <= 15);
            assertTrue(String.join("\n", headers).contains("permessage-deflate"));
            for (final Deflate answered : List.of(kept, agreed))
            {
                assertEquals(answered, Deflate.agree(List.of(answered.answer()), true));
            }
        }
        catch (final ParseException ex)
        {
            assertTrue(ex.getErrorOffset() >= 0);
        }
    }

    private static void answer(final List<String> headers)
    {
        try
        {
            final Deflate answered = Deflate.answered(headers);
            final Deflate offered = Deflate.agree(headers, true);
            assertEquals(answered == null, offered == null);
            if (answered != null)
            {
                assertEquals(!answered.answer().contains("server_no_context_takeover"), answered.keepsContext());
                assertFalse(answered.answer().contains("client_max_window_bits"));
            }
        }
        catch (final ParseException ex)
        {
            assertTrue(ex.getErrorOffset() >= 0);
        }
    }
}
