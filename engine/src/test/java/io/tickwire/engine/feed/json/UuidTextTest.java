package io.tickwire.engine.feed.json;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class UuidTextTest
{
    @Test
    void shouldReadWhatJavaWrites()
    {
        final SplittableRandom random = new SplittableRandom(20261127);
        for (int i = 0; i < 1000; i++)
        {
            final UUID uuid = new UUID(random.nextLong(), random.nextLong());
            final byte[] text = ("x" + uuid).getBytes(StandardCharsets.US_ASCII);

            assertEquals(uuid.getMostSignificantBits(), UuidText.high(text, 1));
            assertEquals(uuid.getLeastSignificantBits(), UuidText.low(text, 1));
        }
    }

    @Test
    void shouldRefuseWhatIsNone()
    {
        for (final String text : new String[] {
            "20f43950-d8dd-5b31-9112-a178eb6023ag", "20f43950-d8dd-5b31+9112-a178eb6023af",
            "20f43950-d8dd-5b31-9112-a178eb6023a-"})
        {
            final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

            assertThrows(
                MalformedMessageException.class, () -> assertEquals(UuidText.high(bytes, 0), UuidText.low(bytes, 0)));
        }
    }
}
