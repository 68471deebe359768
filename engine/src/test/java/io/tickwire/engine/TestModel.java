package io.tickwire.engine;

import io.tickwire.engine.schema.sbe.SignalAction;
import io.tickwire.engine.series.MarketView;
import io.tickwire.engine.series.SignalModel;
import io.tickwire.engine.series.SignalResult;

import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Models that do one thing each, most of them wrong. */
public abstract class TestModel implements SignalModel
{
    private final String name;

    TestModel(final String name)
    {
        this.name = name;
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public void configure(final Map<String, String> settings)
    {
        // They have none.
    }

    /** Fails. */
    public static final class Throwing extends TestModel
    {
        public Throwing()
        {
            super("test-throwing");
        }

        @Override
        public boolean evaluate(final MarketView view, final SignalResult result)
        {
            throw new IllegalStateException("on purpose");
        }
    }

    /** Says what is no number. */
    public static final class NotANumber extends TestModel
    {
        public NotANumber()
        {
            super("test-nan");
        }

        @Override
        public boolean evaluate(final MarketView view, final SignalResult result)
        {
            result.set(SignalAction.BUY, Double.NaN, 1);

            return true;
        }
    }

    /** Never answers. */
    public static final class Endless extends TestModel
    {
        public Endless()
        {
            super("test-endless");
        }

        @Override
        public boolean evaluate(final MarketView view, final SignalResult result)
        {
            try
            {
                new CountDownLatch(1).await();
            }
            catch (final InterruptedException ex)
            {
                Thread.currentThread().interrupt();
            }

            return false;
        }
    }

    /** Says the price of the last trade. */
    public static final class LastPrice extends TestModel
    {
        public LastPrice()
        {
            super("test-last-price");
        }

        @Override
        public boolean evaluate(final MarketView view, final SignalResult result)
        {
            final long price = view.trades().price(view.trades().size() - 1);
            result.set(SignalAction.SELL, price * Math.pow(10, view.priceExponent()), 0.5);

            return true;
        }
    }
}
