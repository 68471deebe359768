package io.tickwire.engine.fanout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DemandConcurrentTest
{
    private static final int WRITERS = 3;
    private static final int COMMANDS = 10_000;
    private static final int PIPELINES = 2;

    private final Demand demand = new Demand(PIPELINES, 4096, WaitProfile.BALANCED.newWaitStrategy());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CyclicBarrier start = new CyclicBarrier(WRITERS);
    private final CountDownLatch full = new CountDownLatch(WRITERS);

    @AfterEach
    void stop() throws InterruptedException
    {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(60, TimeUnit.SECONDS));
    }

    /** A pipeline's view: of each writer, the numbers of that pipeline's symbols in order. */
    private static final class Tally implements DemandHandler
    {
        private final int pipeline;
        private final long[] next = new long[WRITERS];
        private int commands;

        Tally(final int pipeline)
        {
            this.pipeline = pipeline;
            for (int writer = 0; writer < WRITERS; writer++)
            {
                next[writer] = pipeline;
            }
        }

        @Override
        public boolean onSubscribe(final Subscription subscription)
        {
            final int writer = subscription.recipient();
            final long number = subscription.sinceSequence();
            assertEquals(pipeline, StreamId.subjectId(subscription.streamId()));
            assertEquals(next[writer], number);
            assertEquals(~number, subscription.sinceEpoch());
            assertEquals(number % 3 == 0, subscription.wantSnapshot());
            assertEquals(Conflation.ofOrdinal((int)(number % Conflation.COUNT)), subscription.conflation());
            assertEquals(Encoding.ofOrdinal((int)(number % Encoding.COUNT)), subscription.encoding());
            next[writer] += PIPELINES;
            commands++;

            return true;
        }

        @Override
        public void onUnsubscribe(
            final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
        {
            throw new AssertionError("nobody unsubscribed");
        }

        @Override
        public boolean onResync(
            final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
        {
            throw new AssertionError("nobody asked for a resync");
        }

        @Override
        public boolean onHistory(final int streamId, final Encoding encoding, final int recipient, final int most)
        {
            throw new AssertionError("nobody asked for a history");
        }
    }

    @RepeatedTest(3)
    void shouldKeepEachThreadsOrderAndLoseNothing() throws Exception
    {
        final List<Future<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++)
        {
            final int writer = i;
            writers.add(threads.submit(() -> write(writer)));
        }

        // Nothing is drained before each writer has found a queue full.
        full.await();
        final List<Future<Tally>> pipelines = new ArrayList<>();
        for (int i = 0; i < PIPELINES; i++)
        {
            final int pipeline = i;
            pipelines.add(threads.submit(() -> drain(pipeline)));
        }

        for (final Future<Tally> pipeline : pipelines)
        {
            assertEquals(WRITERS * COMMANDS / PIPELINES, pipeline.get().commands);
        }
        for (final Future<Integer> writer : writers)
        {
            assertTrue(writer.get() > 0);
        }
    }

    private int write(final int writer) throws Exception
    {
        start.await();
        int refusals = 0;
        for (int number = 0; number < COMMANDS; number++)
        {
            final Subscription wish = new Subscription(
                StreamId.of(Channel.BBO, writer, number % PIPELINES),
                Conflation.ofOrdinal(number % Conflation.COUNT),
                Encoding.ofOrdinal(number % Encoding.COUNT),
                writer,
                number % 3 == 0,
                ~(long)number,
                number);
            while (!demand.subscribe(wish))
            {
                if (refusals++ == 0)
                {
                    full.countDown();
                }
                Thread.yield();
            }
        }

        return refusals;
    }

    private Tally drain(final int pipeline)
    {
        final Tally tally = new Tally(pipeline);
        while (tally.commands < WRITERS * COMMANDS / PIPELINES)
        {
            if (demand.drain(pipeline, tally, 20) == 0)
            {
                Thread.yield();
            }
        }

        return tally;
    }
}
