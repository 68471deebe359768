package io.tickwire.tools.cli;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes rows of a table with named columns as RFC 4180 says; what is not set in a row is empty. Decimals are exact.
 * Thread: conductor
 */
final class CsvTable
{
    private final Writer out;
    private final Map<String, Integer> places = new HashMap<>();
    private final String[] values;
    private final StringBuilder line = new StringBuilder();

    /**
     * Begin with the line of names.
     */
    CsvTable(final Writer out, final List<String> columns) throws IOException
    {
        this.out = out;
        values = new String[columns.size()];
        for (int i = 0; i < values.length; i++)
        {
            places.put(columns.get(i), i);
            values[i] = columns.get(i);
        }
        end();
    }

    /**
     * Set a text, or nothing where it is null.
     */
    CsvTable put(final String column, final String value)
    {
        values[places.get(column)] = value;

        return this;
    }

    CsvTable put(final String column, final long value)
    {
        return put(column, Long.toString(value));
    }

    /**
     * Set a decimal.
     *
     * @param none the mantissa that stands for none.
     */
    CsvTable put(final String column, final long mantissa, final int exponent, final long none)
    {
        return put(column, mantissa == none ? null : BigDecimal.valueOf(mantissa, -exponent).toPlainString());
    }

    /**
     * Write the row; the next one is empty.
     */
    void end() throws IOException
    {
        line.setLength(0);
        for (int i = 0; i < values.length; i++)
        {
            if (i > 0)
            {
                line.append(',');
            }
            append(values[i]);
        }
        out.append(line.append('\n'));
        Arrays.fill(values, null);
    }

    private void append(final String value)
    {
        if (value == null)
        {
            return;
        }
        if (value.indexOf(',') < 0 && value.indexOf('"') < 0 && value.indexOf('\n') < 0 && value.indexOf('\r') < 0)
        {
            line.append(value);
            return;
        }
        line.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
}
