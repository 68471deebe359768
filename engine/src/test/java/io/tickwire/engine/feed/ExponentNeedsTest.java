package io.tickwire.engine.feed;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ExponentNeedsTest
{
    private final ExponentNeeds needs = new ExponentNeeds();

    @Test
    void shouldKeepAnExponentThatNothingSpeaksAgainst()
    {
        assertEquals(-8, needs.choose(-8));

        needs.add(0, 12);
        needs.add(150, 2);
        assertEquals(-8, needs.choose(-8));
    }

    @Test
    void shouldTakeTheExponentOfTheFinestValue()
    {
        needs.add(74_435, 11);
        needs.add(7_000, 13);

        assertEquals(-11, needs.choose(-8));
    }

    @Test
    void shouldLeaveRoomForTheLargestValue()
    {
        needs.add(123_456_789_012_345L, 0);

        assertEquals(-3, needs.choose(-8));
        assertEquals(-2, needs.choose(-2));
    }

    @Test
    void shouldHoldLargeValuesRatherThanFineOnes()
    {
        needs.add(1, 12);
        needs.add(123_456_789, 0);

        assertEquals(-9, needs.choose(-8));
    }

    @Test
    void shouldAskForNothingThatAnExponentHolds()
    {
        needs.addInexact(123_456, 5, -8);
        assertEquals(-2, needs.choose(-2));

        needs.addInexact(123_456, 5, -4);
        assertEquals(-5, needs.choose(-4));
    }
}
