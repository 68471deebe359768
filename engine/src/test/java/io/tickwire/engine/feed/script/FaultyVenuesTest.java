package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.script.VenueScript.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What holds for the decoders of all venues when a message is dropped, comes twice, comes late, is cut off or has a
 * wrong byte. Once each book has had its next message, those that are live are right, and all come back; where the
 * venue's rules can not tell ({@link VenueScript#tells}) the feed at least goes on, and a new snapshot heals it.
 */
class FaultyVenuesTest
{
    private static final long SEED = 20261127L;
    private static final int RUNS = 12;
    private static final int AFTER = 100;

    private final SplittableRandom random = new SplittableRandom(SEED);

    static Set<String> venues()
    {
        return VenueScripts.names();
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldTellWhatIsDropped(final String venue)
    {
        runs(venue, Fault.DROPPED);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldTellWhatComesTwice(final String venue)
    {
        runs(venue, Fault.DUPLICATED);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldTellWhatComesLate(final String venue)
    {
        runs(venue, Fault.REORDERED);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldTellWhatIsCutOff(final String venue)
    {
        runs(venue, Fault.TRUNCATED);
    }

    @ParameterizedTest
    @MethodSource("venues")
    void shouldTellAWrongByte(final String venue)
    {
        runs(venue, Fault.FLIPPED);
    }

    private void runs(final String venue, final Fault fault)
    {
        for (int i = 0; i < RUNS; i++)
        {
            final long seed = SEED + i;
            final VenueScript script = VenueScripts.of(venue, seed);
            final ScriptRun run = new ScriptRun(script).play(random.nextInt(80));
            final ScriptEvent event = run.next();
            final byte[] message = apply(run, fault, event);
            final String when = venue + " seed=" + seed + " " + fault + ": " + text(event.bytes()) +
                (message == null ? "" : "\n was " + text(message));

            final boolean isRefused = message != null && script.isJson() && isRefused(message);
            if (script.tells(fault) || isRefused || event.symbol() == null && fault != Fault.FLIPPED)
            {
                run.mustRecover(AFTER, when);
            }
            else
            {
                run.play(AFTER);
                reconnect(run, when);
            }
        }
    }

    /** @return the message as it came, where it was not whole. */
    private byte[] apply(final ScriptRun run, final Fault fault, final ScriptEvent event)
    {
        switch (fault)
        {
            case DROPPED ->
            {
                // Whoever asked by REST asks again when no answer comes.
                run.askAgain(event);
                return null;
            }
            case DUPLICATED ->
            {
                run.deliver(event);
                deliverLate(run, event, 0);
                return null;
            }
            case REORDERED ->
            {
                final ScriptEvent next = run.next();
                final int connections = run.connections();
                run.deliver(next);
                deliverLate(run, event, connections);
                return null;
            }
            case TRUNCATED ->
            {
                final byte[] cut = Arrays.copyOf(event.bytes(), random.nextInt(event.bytes().length));
                run.deliver(event.with(cut));
                return cut;
            }
            default ->
            {
                final byte[] flipped = event.bytes().clone();
                final int at = random.nextInt(flipped.length);
                flipped[at] ^= (byte)(random.nextBoolean() ? 1 << random.nextInt(8) : random.nextInt(1, 256));
                run.deliver(event.with(flipped));
                return flipped;
            }
        }
    }

    /** Not where its connection has gone. */
    private static void deliverLate(final ScriptRun run, final ScriptEvent event, final int connections)
    {
        if (run.connections() == connections)
        {
            run.deliver(event);
        }
    }

    private static void reconnect(final ScriptRun run, final String when)
    {
        run.reconnect();
        run.mustRecover(AFTER, when + "\n and reconnected");
    }

    /** Whether texts are UTF-8 is for sockets to see: any byte beyond ASCII is a letter here. */
    private static boolean isRefused(final byte[] message)
    {
        final byte[] ascii = message.clone();
        for (int i = 0; i < ascii.length; i++)
        {
            ascii[i] = ascii[i] < 0 ? (byte)'x' : ascii[i];
        }

        return !JsonShuffler.isJson(ascii);
    }

    private static String text(final byte[] message)
    {
        return new String(message, StandardCharsets.ISO_8859_1);
    }
}
