package io.tickwire.transport.protocol;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestSealer;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Decimals;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.SignalAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What an engine really sends is what the schemas say.
 */
class EngineMessagesTest
{
    private static final int BTC = 0;
    private static final int ALPHA = 1;
    private static final int BETA = 2;
    private static final int ALICE = 0;
    private static final int FRAME_SLOTS = 64;
    private static final int LENGTH_MASK = 0x7f;
    private static final int LENGTH_FOLLOWS = 126;
    private static final Set<String> ALL = Set.of(
        "price_update", "bbo_update", "orderbook_update", "trade_update", "stats_update", "candle_update",
        "signal_update", "liquidation_update", "arbitrage_update", "initial_data", "market_update", "order_update",
        "execution_update", "position_update", "account_update", "stale");

    private final MessageValidator validator = new MessageValidator();
    private final TestSealer sealer = new TestSealer();
    private final Set<String> seen = new TreeSet<>();
    private SteppedEngine stepped = new SteppedEngine(SteppedEngine.smallConfig(), names(), sealer);
    private int recipients;

    @AfterEach
    void close()
    {
        stepped.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "JSON_STRING", "MSGPACK", "MSGPACK_SCALED"})
    void shouldSendWhatTheSchemasSay(final Encoding encoding)
    {
        final List<FrameReader> readers = stepped.newReaders();
        final TestTicks ticks = stepped.ticks("alpha").of(BTC, ALPHA);
        tell(ticks, 0);
        stepped.settle();
        subscribeToAll(encoding, Conflation.RAW);
        subscribeToAll(encoding, Conflation.LATEST);
        subscribeToAll(encoding, Conflation.MS_100);
        for (int i = 1; i < 4; i++)
        {
            tell(ticks.of(BTC, ALPHA), i);
            drain(readers, encoding);
            stepped.advanceMs(60_000);
        }
        ticks.of(BTC, ALPHA).status(FeedState.STALE);
        drain(readers, encoding);

        assertEquals(new TreeSet<>(ALL), seen);
    }

    @Test
    void shouldSayWhatIsMissingAsTheSchemaSays()
    {
        stepped.close();
        final EngineConfig few =
            SteppedEngine.smallConfig().with(new EngineConfig.Frames(FRAME_SLOTS, 1 << 18, 1 << 14));
        stepped = new SteppedEngine(few, names(), sealer);
        final List<FrameReader> readers = stepped.newReaders();
        final TestTicks ticks = stepped.ticks("alpha").of(BTC, ALPHA).at(stepped.nowNs(), stepped.nowNs());
        subscribe(StreamId.of(Channel.TRADE, ALPHA, BTC), Encoding.JSON, Conflation.RAW);
        subscribe(StreamId.ofAccount(Channel.ORDERS, ALICE), Encoding.JSON, Conflation.RAW);
        stepped.settle();
        for (int i = 0; i < 2 * FRAME_SLOTS; i++)
        {
            ticks.trade(100 + i, 1, Side.BUY, i, 0);
            ticks.order(ALICE, 100, 1, "a", "b");
            stepped.step();
        }
        drain(readers, Encoding.JSON);
        ticks.trade(100, 1, Side.SELL, 1, 1);
        ticks.order(ALICE, 100, 1, "a", "b");
        drain(readers, Encoding.JSON);

        assertTrue(seen.contains("gap"), seen.toString());
    }

    /** A tick of each kind, some of whose figures are not known. */
    private void tell(final TestTicks ticks, final int i)
    {
        final long nowNs = stepped.nowNs();
        ticks.at(i == 1 ? Decimals.NULL : nowNs, nowNs);
        ticks.trade(6_723_450 + i, 25_000_000, i % 2 == 0 ? Side.BUY : Side.NULL_VAL, i, i % 2);
        ticks.quote(6_723_400 + i, 1_000, i == 2 ? Decimals.NULL : 6_723_500, 1_000);
        ticks.ticker(6_723_450, 1_000_000, 23_400);
        ticks.bookSnapshot(0, true, new long[]{6_723_400, 100 + i}, new long[]{6_723_500, 100});
        ticks.bookDelta(0, true, new long[]{6_723_300, 50 + i}, new long[0]);
        ticks.liquidation(6_723_450, 1_000, Side.SELL);
        ticks.signal("model", SignalAction.get((byte)(i % 3)), 2_850, 8_500);
        ticks.order(ALICE, i == 1 ? Decimals.NULL : 100, 1, "o", "own");
        ticks.execution(ALICE, 100, 1, 5, "e");
        ticks.position(ALICE, -5, 100, 7);
        ticks.account(ALICE, "BTC", 10, 5);
        ticks.of(BTC, BETA).quote(6_900_000 + i, 1_000 * (i + 1), 6_900_100, 1_000);
    }

    private void subscribeToAll(final Encoding encoding, final Conflation conflation)
    {
        for (final Channel channel : Channel.values())
        {
            if (channel.isPrivate())
            {
                subscribe(StreamId.ofAccount(channel, ALICE), encoding, Conflation.RAW);
            }
            else if (channel == Channel.MARKET || channel == Channel.ARBITRAGE)
            {
                subscribe(StreamId.of(channel, 0, 0), encoding, conflation);
            }
            else
            {
                subscribe(StreamId.of(channel, ALPHA, BTC), encoding, conflation);
            }
        }
        final int withChecksum = BookDepth.variantFor(10, true);
        subscribe(StreamId.of(Channel.BOOK_DELTA, ALPHA, BTC, withChecksum), encoding, conflation);
    }

    private void subscribe(final int streamId, final Encoding encoding, final Conflation conflation)
    {
        recipients++;
        assertTrue(stepped.engine().demand().subscribe(
            Subscription.of(streamId, conflation, encoding, recipients)));
    }

    private void drain(final List<FrameReader> readers, final Encoding encoding)
    {
        int idle = 0;
        while (idle < 3)
        {
            final int work =
                stepped.step() + SteppedEngine.drain(readers, (slot, endOfBatch) -> check(slot, encoding));
            idle = work == 0 ? idle + 1 : 0;
        }
    }

    private void check(final FrameSlot slot, final Encoding encoding)
    {
        if (slot.length() == 0)
        {
            return;
        }
        final byte[] frame = new byte[slot.length()];
        slot.buffer().getBytes(slot.offset(), frame);
        final byte[] payload = Arrays.copyOfRange(frame, headerBytes(frame), frame.length);
        final Object message = encoding.isText() ? WireValues.ofJson(payload) : WireValues.ofMsgpack(payload);
        validator.check((Map<?, ?>)message);
        seen.add((String)((Map<?, ?>)message).get("type"));
    }

    private static int headerBytes(final byte[] frame)
    {
        return (frame[1] & LENGTH_MASK) < LENGTH_FOLLOWS ? Short.BYTES : 2 * Short.BYTES;
    }

    private static Names names()
    {
        final Names names = SteppedEngine.names();
        names.symbols().define("BTC/USD", -2, -8);
        names.accounts().add("alice");

        return names;
    }
}
