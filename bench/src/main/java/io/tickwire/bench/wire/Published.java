package io.tickwire.bench.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of figures in READMEs: made from the files in {@code bench/results}, so that no figure stands there that
 * is not in one of them. A table stands between {@code <!-- figures: NAME -->} and {@code <!-- end -->}.
 */
public final class Published
{
    /** The READMEs that have such tables, from the folder of this module. */
    static final List<String> READMES =
        List.of("../README.md", "README.md", "../transport/README.md", "../engine/README.md");

    /** Of {@code bench journal}. */
    private static final String JOURNAL = "journal.json";
    private static final Pattern PLACE =
        Pattern.compile("(<!-- figures: (\\S+) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    private Published()
    {
    }

    /**
     * Put the tables into all READMEs.
     *
     * @param home of the module.
     * @return whether anything was not as it is now.
     * @throws IllegalArgumentException where a README has a place for a table that there is not.
     */
    public static boolean write(final Path home) throws IOException
    {
        final Map<String, String> tables = tables(home.resolve("results"));
        boolean isChanged = false;
        for (final String name : READMES)
        {
            final Path readme = home.resolve(name);
            final String before = Files.readString(readme);
            final String after = fill(before, tables);
            if (!after.equals(before))
            {
                Files.writeString(readme, after);
                isChanged = true;
            }
        }

        return isChanged;
    }

    /**
     * All tables, by name.
     */
    static Map<String, String> tables(final Path results) throws IOException
    {
        final Map<String, String> tables = new LinkedHashMap<>();
        FigureTables.add(tables, read(results.resolve("published.json")));
        WireTables.add(tables, read(results.resolve("wire").resolve(WireBench.RESULTS)));
        SoakTable.add(tables, read(results.resolve(Soak.RESULTS)));
        CurveTables.add(tables, read(results.resolve("curve").resolve(WireBench.RESULTS)));
        StreamTables.add(tables, read(results.resolve(StreamCost.RESULTS)), read(results.resolve(JOURNAL)));

        return tables;
    }

    static String fill(final String readme, final Map<String, String> tables)
    {
        return PLACE.matcher(readme).replaceAll(place ->
        {
            final String table = tables.get(place.group(2));
            if (table == null)
            {
                throw new IllegalArgumentException(
                    "no such table: " + place.group(2) + "; there are " + String.join(", ", tables.keySet()));
            }

            return Matcher.quoteReplacement(place.group(1) + table + place.group(4));
        });
    }

    /**
     * The names of the tables that a README has a place for.
     */
    static List<String> places(final String readme)
    {
        return PLACE.matcher(readme).results().map(place -> place.group(2)).toList();
    }

    private static Map<String, Object> read(final Path file) throws IOException
    {
        return Json.read(Files.readString(file));
    }
}
