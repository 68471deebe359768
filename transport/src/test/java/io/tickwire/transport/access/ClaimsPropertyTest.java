package io.tickwire.transport.access;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jose4j.json.JsonUtil;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ClaimsPropertyTest
{
    private static final String SEED = "20261127";
    private static final long NOW_MS = 1_800_000_000_000L;
    private static final String LETTERS = "abzABZ019-_/.:|@\"\\'\u00e9\u20ac";
    private static final List<String> LISTS = List.of("roles", "channels", "symbols", "accounts");
    private static final TokenRules RULES = new TokenRules(List.of(), List.of(), List.of(), 0, false);

    @Property(tries = 500, seed = SEED)
    void shouldReadWhatItWrites(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final Principal principal = new Principal(
            text(random, 128),
            roles(random),
            new Entitlements(patterns(random), patterns(random), patterns(random)),
            random.nextBoolean() ? Principal.NEVER : NOW_MS + 1_000 * (1 + random.nextInt(1_000_000)));
        final String token = Jwts.hs256(JwtClaims.of(principal, List.of(), null, NOW_MS));
        final String key = ApiKeyRecord.newKey(new SecureRandom());
        final String line = ApiKeyRecord.of(key, principal).toLine();

        if (token.length() <= JwtReader.MAX_CHARS)
        {
            assertEquals(principal, assertDoesNotThrow(() -> JwtReaderTest.reader(RULES).read(token, NOW_MS))
                .by(Credential.LASTING));
        }
        assertEquals(principal, assertDoesNotThrow(() -> ApiKeyRecord.parse(line)).principal());
    }

    /** One claim of any type among those that are right: either it is right, too, or all count for nothing. */
    @Property(tries = 1_000, seed = SEED)
    void shouldTakeOnlyListsOfTexts(@ForAll final long seed)
    {
        final Random random = new Random(seed);
        final Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "ann");
        LISTS.forEach(name -> claims.put(name, List.of("reader")));
        final String changed = LISTS.get(random.nextInt(LISTS.size()));
        final Object value = anything(random, 3);
        claims.put(changed, value);
        final String token = Jwts.hs256(JsonUtil.toJson(claims));

        if (isListOfTexts(value, changed.equals("roles")))
        {
            assertDoesNotThrow(() -> JwtReaderTest.reader(RULES).read(token, NOW_MS));
        }
        else
        {
            assertEquals(RefusedTokenException.Reason.MALFORMED, assertThrows(
                RefusedTokenException.class, () -> JwtReaderTest.reader(RULES).read(token, NOW_MS), token).reason());
        }
    }

    /** A role that is not known is somebody else's, whatever it is. */
    private static boolean isListOfTexts(final Object value, final boolean mayBeEmpty)
    {
        return value instanceof final List<?> list &&
            list.stream().allMatch(each -> each instanceof final String text && (mayBeEmpty || !text.isEmpty()));
    }

    private static Object anything(final Random random, final int depth)
    {
        return switch (random.nextInt(depth > 0 ? 8 : 5))
        {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong();
            case 3 -> random.nextDouble();
            case 4 -> random.nextInt(4) == 0 ? "" : text(random, 64);
            case 5 -> Arrays.asList(anything(random, depth - 1), anything(random, depth - 1));
            case 6 -> patterns(random);
            default -> Map.of("a", List.of(text(random, 8)));
        };
    }

    private static Set<Role> roles(final Random random)
    {
        final Set<Role> roles = EnumSet.noneOf(Role.class);
        for (final Role role : Role.values())
        {
            if (random.nextBoolean())
            {
                roles.add(role);
            }
        }

        return roles;
    }

    private static List<String> patterns(final Random random)
    {
        final List<String> patterns = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--)
        {
            patterns.add(random.nextInt(4) == 0 ? "*" : text(random, 32) + (random.nextBoolean() ? "*" : ""));
        }

        return patterns;
    }

    private static String text(final Random random, final int maxLength)
    {
        final StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(maxLength); i > 0; i--)
        {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }

        return text.toString();
    }
}
