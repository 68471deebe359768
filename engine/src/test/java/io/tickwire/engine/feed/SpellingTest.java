package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SpellingTest
{
    @Test
    void shouldFoldInEveryLocaleTheSame()
    {
        final Locale before = Locale.getDefault();
        try
        {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals("link/inj", Spelling.fold("LINK/INJ"));
        }
        finally
        {
            Locale.setDefault(before);
        }
    }

    @Test
    void shouldFoldTheStartOfANameToTheStartOfTheFoldedName()
    {
        // A Greek sigma has another small letter where a word ends.
        assertTrue(Spelling.fold("\u039F\u03A3\u0391").startsWith(Spelling.fold("\u039F\u03A3")));
    }

    @Test
    void shouldFoldLettersBeyondTheFirstPlane()
    {
        assertEquals("\uD801\uDC28", Spelling.fold("\uD801\uDC00"));
    }

    @Test
    void shouldSqueezeOutSeparators()
    {
        assertEquals("btcusdperp", Spelling.squeeze("btc/usd-p_e:rp"));
        assertEquals("", Spelling.squeeze("/-_:"));
        assertEquals("btc.usd \uD83D\uDE80", Spelling.squeeze("btc.usd \uD83D\uDE80"));
    }

    @Test
    void shouldTakeWhatStandsBeforeTheFirstSeparatorForTheBase()
    {
        assertEquals("btc", Spelling.base("btc/usd"));
        assertEquals("btc", Spelling.base("btc-usd/perp"));
        assertEquals("btcusd", Spelling.base("btcusd"));
        assertEquals("", Spelling.base("/usd"));
        assertEquals("", Spelling.base(""));
    }

    @Test
    void shouldKnowOtherNamesOfABase()
    {
        assertEquals(List.of("btc", "xbt"), Spelling.synonyms("btc"));
        assertEquals(List.of("btc", "xbt"), Spelling.synonyms("xbt"));
        assertEquals(List.of("doge", "xdg"), Spelling.synonyms("xdg"));
        assertEquals(List.of("eth"), Spelling.synonyms("eth"));
    }

    @Test
    void shouldEncodeNames()
    {
        assertArrayEquals(new byte[]{'a', (byte)0xE2, (byte)0x82, (byte)0xAC}, Spelling.utf8("name", "a\u20AC"));
        assertArrayEquals(new byte[0], Spelling.utf8("name", ""));
    }
}
