package io.tickwire.transport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UsableCoresTest
{
    @TempDir
    private Path files;

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "0; 0", "0-1; 0-1", "0,1; 0-1", "0,2; 0,2", "0-3,8; 0-3,8", "2-3,5,7-9; 2-3,5,7-9", "1023; 1023",
        "0-8191; 0-1023", "1024; none", "(null); none", "' '; none"})
    void shouldReadTheKernelsLists(final String list, final String cores)
    {
        assertEquals(cores, UsableCores.of(list).toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -2, -1, 0, 2, 4, 63, 64, 1023, 1024, Integer.MAX_VALUE})
    void shouldNotHaveOthers(final int core)
    {
        assertFalse(UsableCores.of("1,3").has(core));
    }

    @Test
    void shouldWantTheCoresItWasStartedOnAndThoseThatAreIsolated() throws IOException
    {
        final Path status = Files.writeString(
            files.resolve("status"), "Name:\tjava\nCpus_allowed:\t3\nCpus_allowed_list:\t0-1\nMems_allowed_list:\t7\n");
        final Path isolated = Files.writeString(files.resolve("isolated"), "4-5\n");

        assertEquals(bits(0, 1, 4, 5), UsableCores.wanted(status, isolated));
    }

    @Test
    void shouldWantWhatItWasStartedOnWhereNothingIsIsolated() throws IOException
    {
        final Path status = Files.writeString(files.resolve("status"), "Cpus_allowed_list:\t1\n");
        final Path isolated = Files.writeString(files.resolve("isolated"), "\n");

        assertEquals(bits(1), UsableCores.wanted(status, isolated));
        assertEquals(bits(1), UsableCores.wanted(status, files.resolve("absent")));
    }

    @Test
    void shouldHaveNoneWhereThereIsNoLinux()
    {
        final BitSet wanted = UsableCores.wanted(files.resolve("absent"), files.resolve("absent"));

        assertTrue(wanted.isEmpty());
        assertTrue(UsableCores.grantedOf(wanted).isEmpty());
    }

    @Test
    void shouldLeaveOutWhatTheKernelDoesNotGrant()
    {
        ThreadStatus.assumeCores(0);
        final String own = ThreadStatus.cores();

        assertEquals(bits(0), UsableCores.grantedOf(bits(0, UsableCores.MAX_CORES - 1)));
        assertEquals(own, ThreadStatus.cores(), "who asks stays where it is");
    }

    private static BitSet bits(final int... cores)
    {
        final BitSet bits = new BitSet();
        for (final int core : cores)
        {
            bits.set(core);
        }

        return bits;
    }
}
