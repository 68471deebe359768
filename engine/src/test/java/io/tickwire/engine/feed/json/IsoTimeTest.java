package io.tickwire.engine.feed.json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class IsoTimeTest
{
    private static final long SEED = 20261127L;
    private static final int TIMES = 50_000;
    private static final long NANOS = 1_000_000_000L;
    private static final long FIRST = Instant.parse("1678-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST = Instant.parse("2261-12-31T23:59:59Z").getEpochSecond();

    @Test
    void shouldReadWhatTheJdkWrites()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < TIMES; i++)
        {
            final long second = random.nextLong(FIRST, LAST + 1);
            final int nanos = (int)random.nextLong(NANOS);
            final int digits = random.nextInt(10);
            final long power = (long)Math.pow(10, 9 - digits);
            final Instant time = Instant.ofEpochSecond(second, nanos / power * power);
            final String text = digits == 0 ?
                time.toString() :
                time.toString().substring(0, 19) + ".%09d".formatted(nanos).substring(0, digits + 1) + "Z";

            assertEquals(second * NANOS + time.getNano(), parse(text), text);
        }
    }

    @Test
    void shouldReadOrRefuseDamagedTimesAsTheJdkDoes()
    {
        final SplittableRandom random = new SplittableRandom(SEED + 1);
        for (int i = 0; i < TIMES; i++)
        {
            final StringBuilder text = new StringBuilder("2021-02-27T16:43:37.121358Z");
            for (int n = 1 + random.nextInt(3); n > 0; n--)
            {
                text.setCharAt(random.nextInt(text.length()), "0123456789-:.TZ".charAt(random.nextInt(15)));
            }
            assertEquals(byTheJdk(text.toString()), byUs(text.toString()), text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "Z", "2021-04-17T16:43:37", "2021-04-17T16:43:37.Z", "2021-04-17T16:43:37.1234567890Z", "2021-04-17",
        "2021-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2021-04-31T00:00:00Z", "2021-00-01T00:00:00Z",
        "2021-04-17T24:00:00Z", "2021-04-17T23:59:61Z", "1677-12-31T23:59:59Z", "2262-01-01T00:00:00Z",
        "2021-04-17 16:43:37Z", "2021-04-17T16:43:37+00:00"})
    void shouldRefuseWhatIsNoTime(final String text)
    {
        assertThrows(MalformedMessageException.class, () -> parse(text));
    }

    @Test
    void shouldTakeALeapSecondForTheNextOne()
    {
        assertEquals(parse("2017-01-01T00:00:00.5Z"), parse("2016-12-31T23:59:60.5Z"));
    }

    private static long parse(final String text)
    {
        final byte[] bytes = ("9" + text + "9999").getBytes(StandardCharsets.UTF_8);

        return IsoTime.parse(bytes, 1, text.length());
    }

    private static Long byUs(final String text)
    {
        try
        {
            return parse(text);
        }
        catch (final MalformedMessageException ex)
        {
            return null;
        }
    }

    private static Long byTheJdk(final String text)
    {
        try
        {
            final Instant time = DateTimeFormatter.ISO_INSTANT.parse(text, Instant::from);
            final boolean isTold = time.getEpochSecond() >= FIRST && time.getEpochSecond() <= LAST;
            // The JDK also reads 24:00:00, a leap second at midnight alone, and a point without digits behind it.
            final boolean isSame = !text.contains(".Z") && !text.contains("T24:") && text.indexOf("60") != 17;

            return isTold && isSame ? Long.valueOf(time.getEpochSecond() * NANOS + time.getNano()) : byUs(text);
        }
        catch (final DateTimeParseException ex)
        {
            return text.indexOf("60") == 17 || text.indexOf(":60", 15) == 16 ? byUs(text) : null;
        }
    }
}
