package io.tickwire.transport.shard;

import com.lmax.disruptor.BusySpinWaitStrategy;
import io.tickwire.engine.fanout.Demand;
import io.tickwire.engine.fanout.DemandHandler;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DemandProxyTest
{
    private static final int STREAM = StreamId.of(Channel.CANDLE, 0, 0);
    private static final int COMMANDS = 500;
    private static final int MAX_TURNS = 10 * COMMANDS;

    private final Demand demand = new Demand(1, 4_096, new BusySpinWaitStrategy());
    private final DemandProxy proxy = new DemandProxy(demand);
    private final List<String> taken = new ArrayList<>();

    @Test
    void shouldKeepTheOrderWhereThereIsNoRoom()
    {
        final List<String> given = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++)
        {
            given.add(command(i));
        }
        int late = 0;
        for (int turn = 0; turn < MAX_TURNS && taken.size() < given.size(); turn++)
        {
            demand.drain(0, new Taking(), 7);
            late += proxy.proceed();
            // What comes now comes after what waits.
            if (given.size() < 2 * COMMANDS)
            {
                given.add(command(given.size()));
            }
        }

        assertEquals(given, taken);
        assertTrue(late > COMMANDS / 2, "" + late);
        assertEquals(0, proxy.proceed());
    }

    private String command(final int number)
    {
        switch (number % 4)
        {
            case 0:
                proxy.subscribe(Subscription.of(STREAM, Conflation.LATEST, Encoding.JSON, number));
                return "subscribe " + number;

            case 1:
                proxy.resync(STREAM, Conflation.LATEST, Encoding.JSON, number);
                return "resync " + number;

            case 2:
                proxy.history(STREAM, Encoding.JSON, number, 1);
                return "history " + number;

            default:
                proxy.unsubscribe(STREAM, Conflation.LATEST, Encoding.JSON, number);
                return "unsubscribe " + number;
        }
    }

    private final class Taking implements DemandHandler
    {
        @Override
        public boolean onSubscribe(final Subscription subscription)
        {
            return taken.add("subscribe " + subscription.recipient());
        }

        @Override
        public void onUnsubscribe(
            final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
        {
            taken.add("unsubscribe " + recipient);
        }

        @Override
        public boolean onResync(
            final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
        {
            return taken.add("resync " + recipient);
        }

        @Override
        public boolean onHistory(final int streamId, final Encoding encoding, final int recipient, final int most)
        {
            return taken.add("history " + recipient);
        }
    }
}
