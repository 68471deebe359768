package io.tickwire.engine;

import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.ErrorLog;
import io.tickwire.engine.pipeline.Tap;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.SignalEncoder;
import io.tickwire.engine.series.Indicators;
import io.tickwire.engine.series.SignalModel;
import io.tickwire.engine.series.SignalResult;
import org.agrona.concurrent.EpochNanoClock;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a model over what has changed, on a thread of its own, and publishes what it says as {@code Signal} ticks, as a
 * feed does. A model that is slow sees less; one that fails, or says what can not be told, is counted.
 * Thread: feed-<venue>
 */
final class ModelRunner implements Runnable
{
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double VALUE_SCALE = Decimals.power(-Indicators.VALUE_EXPONENT);
    private static final double MAX_VALUE = Long.MAX_VALUE / VALUE_SCALE;

    private final SignalModel model;
    private final byte[] name;
    private final List<Tap> taps;
    private final TickPublisher publisher;
    private final EpochNanoClock clock;
    private final CounterSheet counters;
    private final ErrorLog errors;
    private final SignalResult result = new SignalResult();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SignalEncoder signal = new SignalEncoder();
    private volatile boolean isStopped;

    ModelRunner(
        final SignalModel model,
        final List<Tap> taps,
        final TickPublisher publisher,
        final EpochNanoClock clock,
        final CounterSheet counters,
        final ErrorLog errors)
    {
        this.model = model;
        this.name = model.name().getBytes(StandardCharsets.US_ASCII);
        this.taps = taps;
        this.publisher = publisher;
        this.clock = clock;
        this.counters = counters;
        this.errors = errors;
    }

    /** The role of its thread. */
    String role()
    {
        return "model-" + model.name();
    }

    @Override
    public void run()
    {
        while (!isStopped)
        {
            if (step() == 0)
            {
                LockSupport.parkNanos(this, IDLE_NS);
            }
        }
    }

    /**
     * Look once at each pipeline.
     *
     * @return how many copies there were.
     */
    int step()
    {
        int looked = 0;
        for (int i = 0; i < taps.size(); i++)
        {
            final Tap tap = taps.get(i);
            final Tap.Copy copy = tap.poll();
            if (copy != null)
            {
                evaluate(copy);
                tap.release(copy);
                looked++;
            }
        }

        return looked;
    }

    /**
     * Make {@link #run} end, once the model has answered. Any thread calls this.
     */
    void stop()
    {
        isStopped = true;
    }

    private void evaluate(final Tap.Copy copy)
    {
        result.reset();
        try
        {
            counters.increment(EngineCounter.MODELS_ASKED);
            if (!model.evaluate(copy.market(), result))
            {
                return;
            }
            if (result.isValid() && Math.abs(result.value()) < MAX_VALUE)
            {
                publish(copy);
            }
            else
            {
                counters.increment(EngineCounter.MODELS_INVALID);
            }
        }
        catch (final RuntimeException | LinkageError | StackOverflowError ex)
        {
            counters.increment(EngineCounter.MODELS_FAILED);
            errors.onError(ex);
        }
    }

    private void publish(final Tap.Copy copy)
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + SignalEncoder.BLOCK_LENGTH +
            SignalEncoder.indicatorHeaderLength() + name.length;
        final long nowNs = clock.nanoTime();
        publisher.beginBatch(nowNs);
        final long claim =
            publisher.claim(length, SignalEncoder.TEMPLATE_ID, copy.venueId(), copy.symbolId());
        if (claim < 0)
        {
            return;
        }

        signal.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(copy.exchangeTimeNs())
            .receiveTime(nowNs)
            .symbolId(copy.symbolId())
            .venueId(copy.venueId())
            .priceExponent((byte)0)
            .quantityExponent((byte)0);
        signal
            .value(Math.round(result.value() * VALUE_SCALE))
            .confidence((int)Math.round(result.confidence() * Indicators.MAX_CONFIDENCE))
            .valueExponent((byte)Indicators.VALUE_EXPONENT)
            .action(result.action())
            .putIndicator(name, 0, name.length);
        publisher.publish(claim, length);
    }
}
