package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.capture.CaptureEvent;

/**
 * Deribit by multicast: each recorded datagram goes to each group, the first of which is line 1. Nobody asks for
 * anything; who comes late waits for the recording's next snapshots, as at the venue.
 * Thread: market-<venue>
 */
final class DeribitSbeDesk extends Desk
{
    /** What all groups have. */
    static final String STREAM = "datagrams";

    DeribitSbeDesk(final String venue, final Survey survey)
    {
        super(venue, survey);
    }

    @Override
    void learn(final Recorded event)
    {
        survey.symbol(STREAM);
    }

    @Override
    void onRecorded(final Recorded event)
    {
        if (event.kind() == CaptureEvent.Kind.RECEIVED)
        {
            tell(STREAM, event.bytes());
        }
    }

    @Override
    boolean accepts(final Request request)
    {
        return false;
    }

    @Override
    void onText(final Session session, final String text, final JsonNode message)
    {
        throw new IllegalStateException("nobody sends anything to a group: line=" + session.line());
    }

    @Override
    void forget()
    {
        // What groups are told has no state.
        market().onSubscribed();
    }

    @Override
    void onTooFast(final Session session, final JsonNode message)
    {
        throw new IllegalStateException("nobody sends anything to a group: line=" + session.line());
    }

    /** Definitions of instruments come by the groups. */
    @Override
    String instruments(final Request request)
    {
        return null;
    }
}
