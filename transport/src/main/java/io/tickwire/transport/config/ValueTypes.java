package io.tickwire.transport.config;

import io.tickwire.engine.pipeline.MarketRules;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.access.IpRange;
import io.tickwire.transport.access.OriginPattern;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.ReplaySpec;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types that are no numbers.
 * Thread: any
 */
final class ValueTypes
{
    static final ValueType<Boolean> FLAG = of("true or false", ValueTypes::flag, Object::toString);

    static final ValueType<ServerConfig.Listener> LISTENER = of(
        "host:port with a port from 0 to 65535, such as 0.0.0.0:8765 or [::1]:8765, or host:port proxy",
        ServerConfig.Listener::parse,
        ServerConfig.Listener::toString);

    static final ValueType<IpRange> IP_RANGE = of(
        "an address, or a range such as 10.0.0.0/8 or 2001:db8::/32", IpRange::parse, IpRange::toString);

    static final ValueType<OriginPattern> ORIGIN = of(
        "*, or an origin such as https://example.com or https://*.example.com",
        OriginPattern::parse,
        OriginPattern::toString);

    static final ValueType<Optional<Path>> PATH =
        of("a path, or nothing", ValueTypes::path, path -> path.map(Path::toString).orElse(""));

    static final ValueType<Optional<String>> WORDS = of(
        "any text, or nothing", text -> Optional.of(text).filter(any -> !any.isEmpty()), text -> text.orElse(""));

    static final ValueType<String> URL_PATH = of(
        "a path that begins with /, such as /metrics or /api/",
        text -> require(text, text.matches("/[A-Za-z0-9._/-]*")),
        text -> text);

    static final ValueType<Path> FILE =
        of("a path", text -> path(require(text, true)).orElseThrow(), Path::toString);

    static final ValueType<FeedSpec> FEED = of(FeedSpec.FORM, FeedSpec::parse, FeedSpec::toString);

    static final ValueType<Optional<ReplaySpec>> REPLAY = of(
        ReplaySpec.FORM + "; or nothing",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(ReplaySpec.parse(text)),
        spec -> spec.map(ReplaySpec::toString).orElse(""));

    static final ValueType<MarketRules.Model> MODEL = of(
        "a model's name and its settings, such as 'logistic file=model.properties'",
        ValueTypes::model,
        ValueTypes::print);

    private ValueTypes()
    {
    }

    /**
     * One of an enum's constants, in lower case.
     */
    static <E extends Enum<E>> ValueType<E> choice(final Class<E> type)
    {
        final Function<E, String> print = constant -> constant.name().toLowerCase(Locale.ROOT);

        return of(
            Arrays.stream(type.getEnumConstants()).map(print).collect(Collectors.joining(", ", "one of ", "")),
            text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
            print);
    }

    /**
     * Any text that is not blank.
     */
    static ValueType<String> text(final int maxLength)
    {
        return of("1 to " + maxLength + " characters", text -> require(text, text.length() <= maxLength), text -> text);
    }

    private static <T> ValueType<T> of(
        final String allowed, final Function<String, T> parse, final Function<T, String> print)
    {
        return new ValueType<>()
        {
            @Override
            public String allowed()
            {
                return allowed;
            }

            @Override
            public T parse(final String text)
            {
                return parse.apply(text);
            }

            @Override
            public String print(final T value)
            {
                return print.apply(value);
            }
        };
    }

    private static String require(final String text, final boolean isRight)
    {
        if (text.isBlank() || !isRight)
        {
            throw new IllegalArgumentException("not allowed: " + text);
        }

        return text;
    }

    private static Boolean flag(final String text)
    {
        return "true".equals(require(text, "true".equals(text) || "false".equals(text)));
    }

    private static Optional<Path> path(final String text)
    {
        try
        {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        }
        catch (final InvalidPathException ex)
        {
            throw new IllegalArgumentException("not a path: " + text, ex);
        }
    }

    private static MarketRules.Model model(final String text)
    {
        final String[] words = require(text, true).strip().split("\\s+");
        final Map<String, String> settings = new TreeMap<>();
        for (final String word : Arrays.asList(words).subList(1, words.length))
        {
            final int equals = word.indexOf('=');
            if (equals < 1 || settings.put(word.substring(0, equals), word.substring(equals + 1)) != null)
            {
                throw new IllegalArgumentException("not a setting, or there twice: " + word);
            }
        }

        return new MarketRules.Model(require(words[0], words[0].indexOf('=') < 0), settings);
    }

    private static String print(final MarketRules.Model model)
    {
        final StringBuilder text = new StringBuilder(model.name());
        new TreeMap<>(model.settings())
            .forEach((name, value) -> text.append(' ').append(name).append('=').append(value));

        return text.toString();
    }
}
