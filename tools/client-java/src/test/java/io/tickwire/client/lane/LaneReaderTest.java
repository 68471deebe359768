package io.tickwire.client.lane;

import io.tickwire.client.sbe.LossReason;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A reader and a stream that this test publishes itself.
 */
@Timeout(120)
class LaneReaderTest
{
    private static final long EPOCH = 1_700_000_000_000L;

    @TempDir
    private Path folder;

    private final Told told = new Told();
    private LaneServer server;
    private LaneReader reader;

    @AfterEach
    void close()
    {
        CloseHelper.closeAll(reader, server);
    }

    @Test
    void shouldHandOutWhatIsPublishedFromThenOn()
    {
        serve(false, 5);
        read(LaneStart.live(), false);
        until(reader::isLive);
        server.symbol(3, "BTC-USDT");
        server.venue(1, "binance");
        server.symbol(3, "BTC-USDT");
        server.quotes(100);
        untilAllIsTold();

        assertEquals(100, told.quotes());
        assertEquals(5, told.first());
        assertEquals(List.of("live", "symbol 3 BTC-USDT", "VENUE 1 binance"), told.events());
        assertEquals("BTC-USDT", reader.names().symbol(3));
        assertEquals(1, reader.names().venueId("binance"));
        assertEquals(EPOCH, reader.epoch());
    }

    @Test
    void shouldTellWhatTheStreamDoesNotHave()
    {
        serve(false, 0);
        read(LaneStart.live(), false);
        until(reader::isLive);
        server.quotes(10);
        server.lose(5, LossReason.BACK_PRESSURE);
        server.quotes(1);
        server.lose(2, LossReason.OVERTAKEN);
        server.skip(3);
        server.quotes(1);
        server.skip(4);
        server.lose(1, LossReason.OVERTAKEN);
        server.quotes(1);
        untilAllIsTold();

        assertEquals(
            List.of(
                "live", "lost 10-14 BACK_PRESSURE", "lost 16-17 OVERTAKEN", "lost 18-20 UNANNOUNCED",
                "lost 22-25 UNANNOUNCED", "lost 26-26 OVERTAKEN"),
            told.events());
        assertEquals(15, reader.lost());
    }

    @Test
    void shouldSayWhatIsLostToItWhereItStoodStillAndThereIsNoJournal()
    {
        serve(false, 0);
        read(LaneStart.live(), false);
        until(reader::isLive);
        server.quotes(100);
        untilAllIsTold();
        standStill();
        // What is lost shows with the next that comes.
        until(() -> isToldWithOneMore() && reader.lost() > 0);

        assertTrue(reader.lost() > 0);
        assertEquals(server.nextG(), told.quotes() + told.lost());
        assertEquals(Set.of(LossCause.CUT_OFF), Set.copyOf(told.causes()));
    }

    @Test
    void shouldComeBackByTheJournalWithoutAHoleWhereItStoodStill()
    {
        serve(true, 0);
        read(LaneStart.live(), true);
        until(reader::isLive);
        server.quotes(100);
        untilAllIsTold();
        standStill();
        server.quotes(100);
        untilAllIsTold();

        assertEquals(server.nextG(), told.quotes());
        assertEquals(0, told.lost());
        assertTrue(reader.replayed() > 0);
    }

    @Test
    void shouldBeginWithTheOldest()
    {
        serve(true, 7);
        server.symbol(3, "BTC-USDT");
        server.quotes(6_000);
        read(LaneStart.oldest(), true);
        until(reader::isLive);
        server.quotes(10);
        untilAllIsTold();

        assertEquals(7, told.first());
        assertEquals(6_010, told.quotes());
        assertEquals(List.of("run", "symbol 3 BTC-USDT", "live"), told.events());
    }

    @Test
    void shouldBeginWithATick()
    {
        serve(true, 0);
        server.quotes(6_000);
        read(LaneStart.at(EPOCH, 4_321), true);
        until(reader::isLive);
        server.quotes(10);
        untilAllIsTold();

        assertEquals(4_321, told.first());
        assertEquals(6_010 - 4_321, told.quotes());
        assertEquals(0, reader.lost());
    }

    @Test
    void shouldSayThatTheTickThatItBeginsWithIsNotKeptAnyMore()
    {
        serve(true, 1_000);
        server.quotes(10);
        read(LaneStart.at(EPOCH, 900), true);
        until(reader::isLive);
        untilAllIsTold();

        assertEquals(List.of("run", "lost 900-999 PURGED", "live"), told.events());
        assertEquals(10, told.quotes());
    }

    /** The segment that it has open is read to its end, gone or not; those behind it are not there to be opened. */
    @Test
    void shouldSayWhatIsPurgedBeforeItComesThere()
    {
        serve(true, 0);
        server.quotes(6_000);
        server.awaitRecorded();
        read(LaneStart.oldest(), true);
        until(() -> told.quotes() > 0);
        server.purge(3);
        until(reader::isLive);
        server.quotes(10);
        untilAllIsTold();

        assertEquals(List.of(LossCause.PURGED), told.causes());
        assertEquals(6_010, told.quotes() + told.lost());
        assertTrue(told.lost() > told.first() && told.quotes() > told.lost(), told.events().toString());
        assertEquals(0, told.first());
    }

    /** Who is cut off stands behind what is left: where it goes on is gone, and so are segments behind that. */
    @Test
    void shouldSayWhatIsPurgedWhileItStoodStill()
    {
        serve(true, 0);
        read(LaneStart.live(), true);
        until(reader::isLive);
        server.quotes(10);
        untilAllIsTold();
        server.quotes(6_000);
        server.awaitRecorded();
        server.purge(4);
        until(() -> reader.cutOffs() > 0 && reader.isLive());
        server.quotes(10);
        untilAllIsTold();

        assertEquals(List.of(LossCause.PURGED), told.causes());
        assertEquals(6_020, told.quotes() + told.lost());
    }

    @Test
    void shouldGoOnWithTheNextRunOfTheServer()
    {
        serve(true, 0);
        server.quotes(100);
        server.symbol(3, "BTC-USDT");
        read(LaneStart.oldest(), true);
        until(reader::isLive);
        untilAllIsTold();
        server.quotes(20);
        server.end();
        server.close();
        until(() -> !reader.isConnected());
        assertFalse(reader.isLive());

        serve(true, 120);
        server.symbol(3, "ETH-USDT");
        server.quotes(30);
        until(() -> reader.isLive() && told.next() == server.nextG());

        assertEquals(150, told.quotes());
        assertEquals(0, reader.lost());
        assertEquals(
            List.of("run", "symbol 3 BTC-USDT", "live", "end", "not live", "run", "symbol 3 ETH-USDT", "live"),
            told.events());
        assertEquals("ETH-USDT", reader.names().symbol(3));
    }

    @Test
    void shouldSayThatARunWithoutAJournalBeganAnew()
    {
        serve(false, 0);
        read(LaneStart.live(), false);
        until(reader::isLive);
        server.symbol(3, "BTC-USDT");
        server.quotes(50);
        untilAllIsTold();
        server.close();
        until(() -> !reader.isConnected());
        told.forget();
        server = new LaneServer(folder.resolve("aeron"), null, EPOCH + 5_000, 0);
        until(reader::isLive);
        server.quotes(50);
        untilAllIsTold();

        assertEquals(List.of("live", "symbol 3 BTC-USDT", "not live", "run", "live"), told.events());
        assertEquals(EPOCH + 5_000, reader.epoch());
        assertEquals(LaneNames.UNKNOWN, reader.names().symbolId("BTC-USDT"));
    }

    /** More than the window is published: who stands still is cut off. */
    private void standStill()
    {
        server.quotes(3_000);
        until(() -> reader.cutOffs() > 0 && reader.isLive());
    }

    private boolean isToldWithOneMore()
    {
        final boolean isTold = told.next() == server.nextG();
        if (reader.isLive() && reader.lost() == 0)
        {
            server.quote();
        }

        return isTold;
    }

    private void serve(final boolean hasJournal, final long firstG)
    {
        server =
            new LaneServer(folder.resolve("aeron"), hasJournal ? folder.resolve("journal") : null, EPOCH, firstG);
    }

    private void read(final LaneStart start, final boolean hasJournal)
    {
        final LaneConfig config =
            LaneConfig.of(folder.resolve("aeron"), told).from(start).withDriverTimeoutMs(1_000);
        reader = new LaneReader(hasJournal ? config.withJournal(folder.resolve("journal")) : config);
    }

    private void untilAllIsTold()
    {
        until(() -> told.next() == server.nextG());
    }

    private void until(final BooleanSupplier condition)
    {
        LaneServer.await(() ->
        {
            reader.poll(32);

            return condition.getAsBoolean();
        }, () -> told.events() + " next " + told.next() + " of " + server.nextG() + " live " + reader.isLive());
    }
}
