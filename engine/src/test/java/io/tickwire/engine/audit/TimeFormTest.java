package io.tickwire.engine.audit;

import io.tickwire.engine.schema.Decimals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class TimeFormTest
{
    @ParameterizedTest
    @CsvSource({
        "SECONDS, 1618677823",
        "SECONDS_MICROS, 1618677823.050400",
        "MILLIS, 1618677823050",
        "MICROS, 1618677823050400",
        "ISO_MILLIS, 2021-04-17T16:43:43.050Z",
        "ISO_MICROS, 2021-04-17T16:43:43.050400Z",
        "ISO_SHORTEST, 2021-04-17T16:43:43.0504Z"})
    void shouldWriteTimesAsVenuesDo(final TimeForm form, final String text)
    {
        assertEquals(text, TimeForm.textOf(form, 1_618_677_823_050_400_000L));
    }

    @Test
    void shouldWriteNoFractionWhereThereIsNone()
    {
        assertEquals("2021-04-17T16:43:40Z", TimeForm.textOf(TimeForm.ISO_SHORTEST, 1_618_677_820_000_000_000L));
    }

    @Test
    void shouldKnowNoTextOfNoTime()
    {
        assertNull(TimeForm.textOf(TimeForm.MILLIS, Decimals.NULL));
    }
}
