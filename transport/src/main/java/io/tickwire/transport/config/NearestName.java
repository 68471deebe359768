package io.tickwire.transport.config;

import java.util.Collection;

/**
 * Finds the name that was meant by one that is not there.
 * Thread: any
 */
final class NearestName
{
    /** Longer ones are no slip of the pen, and would take long to compare. */
    private static final int MAX_NAME = 80;

    private NearestName()
    {
    }

    /**
     * The name that is about as far from another as a slip of the pen; or else those that end like it, with "or"
     * between them; or else nothing.
     */
    static String of(final String wrong, final Collection<String> names)
    {
        if (wrong.length() > MAX_NAME)
        {
            return "";
        }

        int least = Math.max(2, wrong.length() / 4) + 1;
        String nearest = "";
        for (final String name : names)
        {
            final int distance = distance(wrong, name);
            if (distance < least)
            {
                least = distance;
                nearest = name;
            }
        }

        final String last = lastOf(wrong);

        return nearest.isEmpty() ?
            String.join(" or ", names.stream().filter(name -> distance(lastOf(name), last) <= 1).toList()) :
            nearest;
    }

    private static String lastOf(final String name)
    {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * How many letters are to be put in, taken out or changed to make one name of the other. Case does not count.
     */
    private static int distance(final String one, final String other)
    {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++)
        {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++)
        {
            final int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++)
            {
                final boolean isSame =
                    Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1));
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (isSame ? 0 : 1));
            }
            above = row;
        }

        return above[other.length()];
    }
}
