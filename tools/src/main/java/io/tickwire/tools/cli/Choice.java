package io.tickwire.tools.cli;

import picocli.CommandLine.TypeConversionException;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One of few values that are typed by their names.
 * Thread: any
 */
final class Choice
{
    private Choice()
    {
    }

    /**
     * In any case.
     *
     * @throws TypeConversionException where there is none of that name, with those that there are.
     */
    static <E extends Enum<E>> E of(final Class<E> choices, final String name)
    {
        return Arrays.stream(choices.getEnumConstants())
            .filter(choice -> choice.toString().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() -> new TypeConversionException("must be one of " +
                Arrays.stream(choices.getEnumConstants()).map(E::toString).collect(Collectors.joining(", ")) +
                ": " + name));
    }
}
