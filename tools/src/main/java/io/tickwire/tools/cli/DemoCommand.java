package io.tickwire.tools.cli;

import io.tickwire.engine.schema.Encoding;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * Shows the tick's path.
 * Thread: conductor
 */
@Command(
    name = "demo",
    description = "Send seeded ticks through the engine, and print the frames that come out, then what was counted.",
    mixinStandardHelpOptions = true,
    versionProvider = Tickwire.Version.class,
    footerHeading = "%nExamples:%n",
    footer = {
        "  tickwire demo --encoding sbe --rate 1000 --quiet"})
final class DemoCommand implements Callable<Integer>
{
    @Option(
        names = "--encoding",
        paramLabel = "ENCODING",
        defaultValue = "json",
        converter = ByName.class,
        completionCandidates = EncodingNames.class,
        description = "Of the frames: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Encoding encoding;

    @Option(names = "--rate", paramLabel = "N", defaultValue = "10", description = "Ticks a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "5", description = "How long (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--symbols", paramLabel = "N", defaultValue = "3", description = "How many (${DEFAULT-VALUE}).")
    private int symbols;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "42",
        description = "Of all that is random: the same seed gives the same ticks (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--quiet", description = "Print only the figures.")
    private boolean isQuiet;

    @Spec
    private CommandSpec spec;

    private final Surroundings around;

    DemoCommand(final Surroundings around)
    {
        this.around = around;
    }

    @Override
    public Integer call()
    {
        final DemoOptions options;
        try
        {
            options = new DemoOptions(encoding, rate, seconds, symbols, seed, isQuiet);
        }
        catch (final IllegalArgumentException ex)
        {
            throw new ParameterException(spec.commandLine(), ex.getMessage(), ex);
        }
        new Demo(options, around.out()).run();

        return Tickwire.DONE;
    }

    private static String nameOf(final Encoding encoding)
    {
        return encoding.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Encodings as they are typed.
     * Thread: conductor
     */
    static final class EncodingNames implements Iterable<String>
    {
        @Override
        public Iterator<String> iterator()
        {
            return Arrays.stream(Encoding.values()).map(DemoCommand::nameOf).iterator();
        }
    }

    /**
     * Finds an encoding.
     * Thread: conductor
     */
    static final class ByName implements ITypeConverter<Encoding>
    {
        @Override
        public Encoding convert(final String name)
        {
            for (final Encoding encoding : Encoding.values())
            {
                if (nameOf(encoding).equalsIgnoreCase(name))
                {
                    return encoding;
                }
            }

            throw new TypeConversionException(
                "must be one of " + String.join(", ", new EncodingNames()) + ": " + name);
        }
    }
}
