package io.tickwire.transport.access;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/**
 * A file of API keys: refused with the line that is wrong, or read; a record is then written as it is read. The text as
 * a whole, shown as a key, opens nothing.
 */
public final class ApiKeysFuzz
{
    private ApiKeysFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        final String text = new String(data, StandardCharsets.UTF_8);
        try
        {
            final ApiKeys keys = ApiKeys.read(data);
            assertThrows(RefusedTokenException.class, () -> keys.find(text, 0));
        }
        catch (final BadKeyException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
        try
        {
            final ApiKeyRecord record = ApiKeyRecord.parse(text.strip());
            final ApiKeyRecord again = ApiKeyRecord.parse(record.toLine());
            assertEquals(record.id(), again.id());
            assertArrayEquals(record.hash(), again.hash());
            assertEquals(record.principal(), again.principal());
        }
        catch (final BadClaimException ex)
        {
            assertFalse(ex.getMessage().isEmpty());
        }
    }
}
