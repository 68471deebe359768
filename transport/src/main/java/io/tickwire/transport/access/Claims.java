package io.tickwire.transport.access;

import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a JWT, or the record of an API key, says of who owns it: an object of JSON. No claim is there twice, and one
 * that is there is of its type, or all of them count for nothing.
 * <p>
 * Values are never printed: they may be nested as deeply as the text is long.
 * Thread: any
 */
final class Claims
{
    /** Names stand in logs: they have nothing that parts one word from the next. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Z}\\p{C}]{1,128}");
    private static final String NOT_A_NAME = " must be 1 to 128 characters without blanks";
    private static final Pattern PATTERN = Pattern.compile("(?=.)[^\\p{Z}\\p{C}*]{0,64}\\*?");

    private static final String NO_PATTERNS =
        " must be names of up to 64 characters without blanks, with * at most at the end";

    /** The last second of the year 9999: who counts in ms is beyond it. */
    private static final long MAX_SECONDS = 253_402_300_799L;

    private final Map<String, Object> values;

    private Claims(final Map<String, Object> values)
    {
        this.values = values;
    }

    static Claims parse(final String json) throws BadClaimException
    {
        try
        {
            return new Claims(JsonUtil.parseJson(json));
        }
        catch (final JoseException ex)
        {
            throw new BadClaimException("it must be an object of JSON, with no name twice");
        }
    }

    /**
     * @throws IllegalArgumentException where a principal is none that a token or a record could tell of.
     */
    static void requireTellable(final Principal principal)
    {
        final Entitlements entitlements = principal.entitlements();
        if (!NAME.matcher(principal.name()).matches())
        {
            throw new IllegalArgumentException("the name" + NOT_A_NAME + ": " + principal.name());
        }
        Stream.of(entitlements.channels(), entitlements.symbols(), entitlements.accounts())
            .flatMap(List::stream)
            .filter(pattern -> !PATTERN.matcher(pattern).matches())
            .findFirst()
            .ifPresent(pattern ->
            {
                throw new IllegalArgumentException("channels, symbols and accounts" + NO_PATTERNS + ": " + pattern);
            });
    }

    /**
     * The claims that tell what a principal may do, and of what.
     */
    static Map<String, Object> grantedTo(final Principal principal)
    {
        final Map<String, Object> claims = new LinkedHashMap<>();
        claims.put(
            "roles",
            Arrays.stream(Role.values())
                .filter(principal::is)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList());
        claims.put("channels", principal.entitlements().channels());
        claims.put("symbols", principal.entitlements().symbols());
        claims.put("accounts", principal.entitlements().accounts());

        return claims;
    }

    Set<String> names()
    {
        return values.keySet();
    }

    boolean has(final String claim)
    {
        return values.containsKey(claim);
    }

    /**
     * A name, which must be there.
     */
    String name(final String claim) throws BadClaimException
    {
        if (values.get(claim) instanceof final String text && NAME.matcher(text).matches())
        {
            return text;
        }

        throw new BadClaimException(claim + NOT_A_NAME);
    }

    /**
     * A text, or null where there is none.
     */
    String text(final String claim) throws BadClaimException
    {
        if (!has(claim) || values.get(claim) instanceof String)
        {
            return (String)values.get(claim);
        }

        throw new BadClaimException(claim + " must be a text");
    }

    /**
     * One text or several.
     */
    List<String> textOrTexts(final String claim) throws BadClaimException
    {
        return values.get(claim) instanceof final String text ? List.of(text) : texts(claim, List.of());
    }

    /**
     * A time in seconds since the epoch, in ms.
     *
     * @param absent where it is not there.
     */
    long timeMs(final String claim, final long absent) throws BadClaimException
    {
        if (!has(claim))
        {
            return absent;
        }
        if (values.get(claim) instanceof final Long seconds && seconds >= 0 && seconds <= MAX_SECONDS)
        {
            return 1_000 * seconds;
        }
        if (values.get(claim) instanceof final Double seconds && seconds >= 0 && seconds <= MAX_SECONDS)
        {
            return (long)(1_000 * seconds);
        }

        throw new BadClaimException(claim + " must be a time in seconds since the epoch");
    }

    /**
     * The roles that are known here; those that are not are some other server's. Where nothing is said: a reader.
     */
    Set<Role> roles() throws BadClaimException
    {
        final Set<Role> roles = EnumSet.noneOf(Role.class);
        for (final String text : texts("roles", List.of(Role.READER.name())))
        {
            for (final Role role : Role.values())
            {
                if (role.name().equals(text.toUpperCase(Locale.ROOT)))
                {
                    roles.add(role);
                }
            }
        }

        return roles;
    }

    /**
     * Where nothing is said: all of the market, and nobody's account.
     */
    Entitlements entitlements() throws BadClaimException
    {
        return new Entitlements(
            patterns("channels", Entitlements.MARKET.channels()),
            patterns("symbols", Entitlements.MARKET.symbols()),
            patterns("accounts", Entitlements.MARKET.accounts()));
    }

    private List<String> patterns(final String claim, final List<String> absent) throws BadClaimException
    {
        final List<String> patterns = texts(claim, absent);
        for (final String pattern : patterns)
        {
            if (!PATTERN.matcher(pattern).matches())
            {
                throw new BadClaimException(claim + NO_PATTERNS);
            }
        }

        return patterns;
    }

    /**
     * Texts in an array.
     */
    List<String> texts(final String claim, final List<String> absent) throws BadClaimException
    {
        if (!has(claim))
        {
            return absent;
        }
        if (!(values.get(claim) instanceof final List<?> list) || !list.stream().allMatch(String.class::isInstance))
        {
            throw new BadClaimException(claim + " must be an array of texts");
        }
        final List<String> texts = new ArrayList<>(list.size());
        list.forEach(text -> texts.add((String)text));

        return texts;
    }
}
