package io.tickwire.bench.guard;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the budget: a map from a stage's name to its row.
 */
final class Budget
{
    private static final Set<String> FIELDS = Set.of("benchmark", "yardstick", "bytes", "ratio", "instructions");

    private static final double SMALLEST_RATIO = 0.001;

    private Budget()
    {
    }

    static List<Stage> read(final Path file) throws IOException
    {
        return parse(Files.readString(file));
    }

    /**
     * @throws IllegalArgumentException naming the stage, the field and what it may be.
     */
    static List<Stage> parse(final String yaml)
    {
        final Object root;
        try
        {
            root = new Load(LoadSettings.builder().setLabel("budget").build()).loadFromString(yaml);
        }
        catch (final YamlEngineException ex)
        {
            throw new IllegalArgumentException("the budget is not YAML: " + ex.getMessage(), ex);
        }
        if (!(root instanceof Map<?, ?> rows) || rows.isEmpty())
        {
            throw new IllegalArgumentException("the budget must be a map of stages");
        }

        final List<Stage> stages = new ArrayList<>();
        rows.forEach((name, row) -> stages.add(stage(String.valueOf(name), row)));

        return stages;
    }

    private static Stage stage(final String name, final Object row)
    {
        if (!(row instanceof Map<?, ?> fields))
        {
            throw wrong(name, "a row must be a map of " + new TreeSet<>(FIELDS), row);
        }
        for (final Object field : fields.keySet())
        {
            if (!FIELDS.contains(field))
            {
                throw wrong(name, "no such field, there are " + new TreeSet<>(FIELDS), field);
            }
        }

        return new Stage(
            name,
            text(name, fields, "benchmark"),
            text(name, fields, "yardstick"),
            (int)number(name, fields, "bytes", 0),
            number(name, fields, "ratio", SMALLEST_RATIO),
            fields.containsKey("instructions") ? (long)number(name, fields, "instructions", 1) : 0);
    }

    private static String text(final String stage, final Map<?, ?> fields, final String field)
    {
        if (fields.get(field) instanceof String text && !text.isBlank())
        {
            return text;
        }

        throw wrong(stage, field + " must be a benchmark's name", fields.get(field));
    }

    private static double number(final String stage, final Map<?, ?> fields, final String field, final double least)
    {
        if (fields.get(field) instanceof Number number &&
            number.doubleValue() >= least && number.doubleValue() <= Integer.MAX_VALUE)
        {
            return number.doubleValue();
        }

        throw wrong(stage, field + " must be a number from " + least + " on", fields.get(field));
    }

    private static IllegalArgumentException wrong(final String stage, final String what, final Object value)
    {
        return new IllegalArgumentException("stage '" + stage + "': " + what + ": " + value);
    }
}
