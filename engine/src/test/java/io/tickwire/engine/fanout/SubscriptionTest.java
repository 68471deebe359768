package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.Test;

class SubscriptionTest
{
    private final Subscription fresh = Subscription.of(7, Conflation.MS_100, Encoding.COMPACT, 42);

    @Test
    void shouldWantTheStateFromNowOn()
    {
        assertEquals(
            new Subscription(7, Conflation.MS_100, Encoding.COMPACT, 42, true, 0, Subscription.FROM_NOW), fresh);
        assertFalse(fresh.resumes());
    }

    @Test
    void shouldGoOnFromASequenceAndElseBeTheSame()
    {
        assertEquals(
            new Subscription(7, Conflation.MS_100, Encoding.COMPACT, 42, true, 99, 1234), fresh.since(99, 1234));
        assertTrue(fresh.since(99, 1234).resumes());
        assertTrue(fresh.since(99, 0).resumes());
    }

    @Test
    void shouldKeepNotWantingTheState()
    {
        final Subscription bare =
            new Subscription(7, Conflation.RAW, Encoding.SBE, 1, false, 0, Subscription.FROM_NOW);

        assertFalse(bare.since(1, 2).wantSnapshot());
    }
}
