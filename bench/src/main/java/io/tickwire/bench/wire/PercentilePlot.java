package io.tickwire.bench.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Latency over percentile, both axes logarithmic: each nine to the right is as wide as the one before.
 */
final class PercentilePlot
{
    private static final int WIDTH = 900;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int TOP = 20;
    private static final int RIGHT = 250;
    private static final int BOTTOM = 40;
    private static final int NINES = 5;
    private static final int LINE = 16;
    private static final List<String> COLOURS = List.of(
        "#1b6ca8", "#c8553d", "#3a7d44", "#8e5ea2", "#b8860b", "#2a9d8f", "#6d6875", "#e07a5f", "#264653", "#7a7a00");

    private final Map<String, List<?>> curves = new LinkedHashMap<>();

    /**
     * @param curve pairs of a percentile and µs.
     */
    void add(final String name, final List<?> curve)
    {
        curves.put(name, curve);
    }

    String svg()
    {
        final double lowest = Math.floor(Math.log10(extreme(true)));
        final double highest = Math.max(lowest + 1, Math.ceil(Math.log10(extreme(false))));
        final StringBuilder svg = new StringBuilder(String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" " +
                "font-size=\"12\">\n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n",
            WIDTH, HEIGHT, WIDTH, HEIGHT));
        for (int nine = 0; nine <= NINES; nine++)
        {
            final double x = x(100 * (1 - Math.pow(10, -nine)));
            line(svg, x, TOP, x, HEIGHT - BOTTOM);
            text(svg, x, HEIGHT - BOTTOM + LINE + 2, "middle", percent(nine));
        }
        for (double power = lowest; power <= highest; power++)
        {
            final double y = y(Math.pow(10, power), lowest, highest);
            line(svg, LEFT, y, WIDTH - RIGHT, y);
            text(svg, LEFT - 6, y + 4, "end", String.format(Locale.ROOT, "%,.0f µs", Math.pow(10, power)));
        }
        int index = 0;
        for (final Map.Entry<String, List<?>> curve : curves.entrySet())
        {
            final String colour = COLOURS.get(index % COLOURS.size());
            svg.append("<polyline fill=\"none\" stroke-width=\"1.5\" stroke=\"").append(colour).append("\" points=\"");
            for (final Object pair : curve.getValue())
            {
                svg.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x(part(pair, 0)), y(part(pair, 1), lowest, highest)));
            }
            svg.append("\"/>\n<text x=\"").append(WIDTH - RIGHT + 12).append("\" y=\"").append(TOP + 12 + LINE * index)
                .append("\" fill=\"").append(colour).append("\">").append(curve.getKey()).append("</text>\n");
            index++;
        }

        return svg.append("</svg>\n").toString();
    }

    private static void line(
        final StringBuilder svg, final double fromX, final double fromY, final double toX, final double toY)
    {
        svg.append(String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>\n",
            fromX, fromY, toX, toY));
    }

    private static void text(
        final StringBuilder svg, final double x, final double y, final String anchor, final String text)
    {
        svg.append(String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333\">%s</text>\n",
            x, y, anchor, text));
    }

    private double extreme(final boolean isLeast)
    {
        double extreme = isLeast ? Double.MAX_VALUE : 1;
        for (final List<?> curve : curves.values())
        {
            for (final Object pair : curve)
            {
                final double us = Math.max(1, part(pair, 1));
                extreme = isLeast ? Math.min(extreme, us) : Math.max(extreme, us);
            }
        }

        return isLeast && extreme == Double.MAX_VALUE ? 1 : extreme;
    }

    private static double x(final double percentile)
    {
        final double nines = Math.min(NINES, -Math.log10(Math.max(1e-9, 1 - percentile / 100)));

        return LEFT + nines / NINES * (WIDTH - LEFT - RIGHT);
    }

    private static double y(final double us, final double lowest, final double highest)
    {
        final double share = (Math.log10(Math.max(1, us)) - lowest) / (highest - lowest);

        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String percent(final int nine)
    {
        return switch (nine)
        {
            case 0 -> "0 %";
            case 1 -> "90 %";
            case 2 -> "99 %";
            default -> "99." + "9".repeat(nine - 2) + " %";
        };
    }

    private static double part(final Object pair, final int index)
    {
        return ((Number)((List<?>)pair).get(index)).doubleValue();
    }
}
