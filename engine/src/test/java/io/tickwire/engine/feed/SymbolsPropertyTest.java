package io.tickwire.engine.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SymbolsPropertyTest
{
    private static final int CAPACITY = 8;
    private static final List<String> BASES = List.of("BTC", "XBT", "DOGE", "XDG", "B", "BT", "");
    private static final List<String> RESTS = List.of("", "/USD", "-usd", "USD", "/TC", "_C", "TC/USD", ":");
    private static final List<String> NAMES = names();

    /** One call: what is named so, and which symbol is meant. */
    record Step(Kind kind, String name, int target, int number)
    {
    }

    enum Kind
    {
        DEFINE,
        ALIAS,
        ALIAS_OF_ANY_NAME,
        VENUE_NAME
    }

    @Property(tries = 400, seed = "20261121")
    void shouldAgreeWithItsNaiveTwin(@ForAll("steps") final List<Step> steps)
    {
        final Symbols symbols = new Symbols(CAPACITY);
        final NaiveSymbols twin = new NaiveSymbols(CAPACITY);
        for (final Step step : steps)
        {
            final String target = targetOf(step, twin);
            assertEquals(outcome(() -> applyTo(twin, step, target)), outcome(() -> applyTo(symbols, step, target)));
            assertSame(twin, symbols);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps()
    {
        return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.of(NAMES),
            Arbitraries.integers().between(0, NAMES.size() - 1),
            Arbitraries.integers().between(0, 7)).as(Step::new).list().ofMinSize(1).ofMaxSize(30);
    }

    private static List<String> names()
    {
        final List<String> names = new ArrayList<>();
        for (final String base : BASES)
        {
            for (final String rest : RESTS)
            {
                names.add(base + rest);
                names.add((base + rest).toLowerCase(Locale.ROOT));
            }
        }

        return names.stream().distinct().toList();
    }

    private static String targetOf(final Step step, final NaiveSymbols twin)
    {
        // Few names are canonical ones: most calls take one that is, so that not all are refused.
        return step.kind == Kind.ALIAS_OF_ANY_NAME || twin.all().isEmpty() ?
            NAMES.get(step.target) : twin.all().get(step.target % twin.all().size()).name();
    }

    private static Object applyTo(final Symbols symbols, final Step step, final String target)
    {
        return switch (step.kind)
        {
            case DEFINE -> symbols.define(step.name, -(step.number / 7), -8);
            case ALIAS, ALIAS_OF_ANY_NAME ->
            {
                symbols.alias(step.name, target);
                yield "done";
            }
            case VENUE_NAME ->
            {
                symbols.venueName(1 + step.number % 2, step.name, target);
                yield "done";
            }
        };
    }

    private static Object applyTo(final NaiveSymbols symbols, final Step step, final String target)
    {
        return switch (step.kind)
        {
            case DEFINE -> symbols.define(step.name, -(step.number / 7), -8);
            case ALIAS, ALIAS_OF_ANY_NAME ->
            {
                symbols.alias(step.name, target);
                yield "done";
            }
            case VENUE_NAME ->
            {
                symbols.venueName(1 + step.number % 2, step.name, target);
                yield "done";
            }
        };
    }

    private static Object outcome(final Supplier<Object> call)
    {
        try
        {
            return call.get();
        }
        catch (final IllegalArgumentException | IllegalStateException ex)
        {
            return ex.getClass();
        }
    }

    private static void assertSame(final NaiveSymbols twin, final Symbols symbols)
    {
        assertEquals(twin.all(), symbols.all());
        for (final String name : NAMES)
        {
            assertEquals(twin.idOf(name), symbols.idOf(name), name);
            assertEquals(twin.idAtVenue(1, name), symbols.idAtVenue(1, name), name);
            assertEquals(twin.idAtVenue(2, name), symbols.idAtVenue(2, name), name);
        }

        for (final String base : BASES)
        {
            assertEquals(twin.startingWith(base), symbols.matching(base + "*"));
        }

        for (final Symbol symbol : twin.all())
        {
            assertEquals(twin.nameAtVenue(symbol.id(), 1), symbols.nameAtVenue(symbol.id(), 1));
            assertEquals(twin.nameAtVenue(symbol.id(), 2), symbols.nameAtVenue(symbol.id(), 2));
        }
    }
}
