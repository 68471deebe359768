package io.tickwire.transport;

import net.openhft.affinity.Affinity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The cores that a thread of this process may be pinned to: those that the process was started on, and those that the
 * kernel keeps free for pinned threads (isolcpus), as far as the machine has them and the process's cpuset grants them.
 * <p>
 * The kernel by itself knows no "started on": it lets a thread leave the cores that taskset gave to its process. And
 * isolated cores are never among those that a process is started on, though they are what pinning is for.
 * Thread: any
 */
final class UsableCores
{
    /** As many as the kernel is asked about. */
    static final int MAX_CORES = 1024;

    /** The status of the process is that of its first thread, in which no Java runs; so nothing here ever pins it. */
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path ISOLATED = Path.of("/sys/devices/system/cpu/isolated");
    private static final String ALLOWED = "Cpus_allowed_list:";

    private final BitSet cores;

    private UsableCores(final BitSet cores)
    {
        this.cores = cores;
    }

    /**
     * The cores of this process as they are now; none where there is no Linux, or no way to pin.
     */
    static UsableCores ofProcess()
    {
        return new UsableCores(grantedOf(wanted(STATUS, ISOLATED)));
    }

    /**
     * The cores of a list as the kernel writes it, such as {@code 0-3,8}. Those above {@link #MAX_CORES} are left out.
     */
    static UsableCores of(final String list)
    {
        return new UsableCores(parse(list));
    }

    /**
     * What the kernel is asked for.
     *
     * @param status   of the process, as in {@code proc(5)}.
     * @param isolated a list of cores.
     */
    static BitSet wanted(final Path status, final Path isolated)
    {
        final BitSet wanted = new BitSet(MAX_CORES);
        for (final String line : lines(status))
        {
            if (line.startsWith(ALLOWED))
            {
                wanted.or(parse(line.substring(ALLOWED.length())));
            }
        }
        for (final String line : lines(isolated))
        {
            wanted.or(parse(line));
        }

        return wanted;
    }

    /**
     * What is left of some cores when the kernel has taken out those that are absent, off, or not in the cpuset. A
     * thread of its own asks, since who asks is put there; it wants all of them at once, and so disturbs none.
     */
    static BitSet grantedOf(final BitSet wanted)
    {
        if (wanted.isEmpty())
        {
            return wanted;
        }

        final FutureTask<BitSet> question = new FutureTask<>(() ->
        {
            Affinity.setAffinity(wanted);
            return Affinity.getAffinity();
        });
        final Thread thread = new Thread(question, "usable-cores");
        thread.setDaemon(true);
        thread.start();
        try
        {
            return question.get();
        }
        catch (final ExecutionException ex)
        {
            throw new IllegalStateException("the kernel does not say what cores can be used: wanted=" + wanted, ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking what cores can be used: wanted=" + wanted, ex);
        }
    }

    boolean has(final int core)
    {
        return core >= 0 && cores.get(core);
    }

    /**
     * The list as the kernel writes it, or {@code none}.
     */
    @Override
    public String toString()
    {
        final List<String> ranges = new ArrayList<>();
        int first = cores.nextSetBit(0);
        while (first >= 0)
        {
            final int last = cores.nextClearBit(first) - 1;
            ranges.add(first == last ? Integer.toString(first) : first + "-" + last);
            first = cores.nextSetBit(last + 1);
        }

        return ranges.isEmpty() ? "none" : String.join(",", ranges);
    }

    private static BitSet parse(final String list)
    {
        final BitSet cores = new BitSet(MAX_CORES);
        for (final String range : list.strip().split(","))
        {
            // An empty list is an empty line, and "(null)" on old kernels.
            if (!range.isEmpty() && Character.isDigit(range.charAt(0)))
            {
                final int dash = range.indexOf('-');
                final int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
                final int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
                cores.set(Math.min(first, MAX_CORES), Math.min(last + 1, MAX_CORES));
            }
        }

        return cores;
    }

    private static List<String> lines(final Path path)
    {
        if (!Files.isReadable(path))
        {
            return List.of();
        }
        try
        {
            return Files.readAllLines(path);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException("can not read what cores there are: path=" + path, ex);
        }
    }
}
