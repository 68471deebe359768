package io.tickwire.tools.doctor;

import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Lists of cores as the kernel writes them, such as {@code 0-3,8}.
 * Thread: any
 */
final class Cores
{
    private Cores()
    {
    }

    /**
     * What is no core is left out, as the kernel's own words before a list ({@code managed_irq,}) are.
     */
    static TreeSet<Integer> parse(final String list)
    {
        final TreeSet<Integer> cores = new TreeSet<>();
        for (final String part : list.strip().split(","))
        {
            if (part.matches("[0-9]{1,5}(-[0-9]{1,5})?"))
            {
                final String[] ends = part.split("-");
                final int last = Integer.parseInt(ends[ends.length - 1]);
                for (int core = Integer.parseInt(ends[0]); core <= last; core++)
                {
                    cores.add(core);
                }
            }
        }

        return cores;
    }

    /** The list of a word of the kernel's command line. */
    static TreeSet<Integer> ofCommandLine(final Optional<String> line, final String word)
    {
        final TreeSet<Integer> cores = new TreeSet<>();
        for (final String argument : line.orElse("").split("\\s+"))
        {
            if (argument.startsWith(word + "="))
            {
                cores.addAll(parse(argument.substring(word.length() + 1)));
            }
        }

        return cores;
    }

    static String print(final Iterable<Integer> cores)
    {
        final TreeSet<Integer> sorted = new TreeSet<>();
        cores.forEach(sorted::add);

        return sorted.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
