package io.tickwire.engine.series;

import io.tickwire.engine.schema.sbe.SignalAction;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;

/**
 * A logistic regression over indicators: the likelihood {@code 1 / (1 + exp(-(bias + sum of coefficient x indicator)))}
 * that the price rises. Its value is the likelihood; from {@code threshold} on it is a buy, down to
 * {@code 1 - threshold} a sell; its confidence is the distance from a half, doubled. There is no signal before all
 * indicators that have a coefficient are warm.
 * <p>
 * The setting {@code file} names a properties file with {@code bias}, {@code threshold} (above 0.5, below 1; 0.6 where
 * it is not there), and {@code coefficient.NAME} for each indicator by its name on the wire, at least one.
 * Thread: any
 */
public final class LogisticModel implements SignalModel
{
    /** The setting that names the file. */
    public static final String FILE = "file";

    private static final String BIAS = "bias";
    private static final String THRESHOLD = "threshold";
    private static final String COEFFICIENT = "coefficient.";
    private static final double DEFAULT_THRESHOLD = 0.6;
    private static final Indicator[] INDICATORS = Indicator.values();

    private final double[] coefficients = new double[Indicator.COUNT];
    private double bias;
    private double threshold = DEFAULT_THRESHOLD;

    @Override
    public String name()
    {
        return "logistic";
    }

    @Override
    public void configure(final Map<String, String> settings)
    {
        final String file = settings.get(FILE);
        if (file == null || file.isBlank())
        {
            throw new IllegalArgumentException(
                "the model logistic has no file: set '" + FILE + "' to the path of its properties file");
        }

        final Properties properties = read(file);
        Arrays.fill(coefficients, 0);
        bias = 0;
        threshold = DEFAULT_THRESHOLD;
        boolean hasCoefficient = false;
        for (final String key : properties.stringPropertyNames())
        {
            final double number = number(file, key, properties.getProperty(key));
            switch (key)
            {
                case BIAS -> bias = number;
                case THRESHOLD -> threshold = number;
                default ->
                {
                    coefficients[indicatorOf(file, key, number).ordinal()] = number;
                    hasCoefficient = true;
                }
            }
        }
        if (!hasCoefficient)
        {
            throw new IllegalArgumentException(
                file + ": there is no coefficient: add a line such as '" + COEFFICIENT + "rsi14=-0.05'");
        }
        if (!(threshold > 0.5 && threshold < 1))
        {
            throw wrong(file, THRESHOLD, Double.toString(threshold), "give a number above 0.5 and below 1");
        }
    }

    @Override
    public boolean evaluate(final MarketView view, final SignalResult result)
    {
        double sum = bias;
        for (int i = 0; i < coefficients.length; i++)
        {
            if (coefficients[i] != 0)
            {
                sum += coefficients[i] * view.indicator(INDICATORS[i]);
            }
        }
        if (Double.isNaN(sum))
        {
            return false;
        }

        final double likelihood = 1 / (1 + Math.exp(-sum));
        final SignalAction action = likelihood >= threshold ? SignalAction.BUY :
            likelihood <= 1 - threshold ? SignalAction.SELL : SignalAction.NEUTRAL;
        result.set(action, likelihood, Math.abs(likelihood - 0.5) * 2);

        return true;
    }

    private static Properties read(final String file)
    {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8))
        {
            properties.load(reader);
        }
        catch (final IOException | IllegalArgumentException ex)
        {
            throw new IllegalArgumentException(
                file + ": it can not be read as a properties file in UTF-8: see that the setting '" + FILE +
                "' is the path of one: " + ex, ex);
        }

        return properties;
    }

    private static double number(final String file, final String key, final String text)
    {
        final double number;
        try
        {
            number = Double.parseDouble(text);
        }
        catch (final NumberFormatException ex)
        {
            throw wrong(file, key, text, "give a number such as -0.05");
        }
        if (!Double.isFinite(number))
        {
            throw wrong(file, key, text, "give a finite number");
        }

        return number;
    }

    private static Indicator indicatorOf(final String file, final String key, final double number)
    {
        for (final Indicator indicator : INDICATORS)
        {
            if (key.equals(COEFFICIENT + indicator.label()))
            {
                return indicator;
            }
        }

        throw wrong(
            file,
            key,
            Double.toString(number),
            "keys are " + BIAS + ", " + THRESHOLD + ", and " + COEFFICIENT + "NAME with one of " +
                Arrays.stream(INDICATORS).map(Indicator::label).toList());
    }

    private static IllegalArgumentException wrong(
        final String file, final String key, final String text, final String remedy)
    {
        return new IllegalArgumentException(file + ": " + key + '=' + text + " is wrong: " + remedy);
    }
}
