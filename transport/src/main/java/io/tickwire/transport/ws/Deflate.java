package io.tickwire.transport.ws;

import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was agreed with the other side of permessage-deflate, RFC 7692. As a server we never keep a context from one
 * message to the next, which we may declare unasked: so a message is deflated once for all who get it. A client may
 * keep one where that is allowed here. As a client we deflate nothing: what we send is a few hundred bytes, and a
 * deflater takes 260 KiB; the server does as it likes.
 * <p>
 * A window smaller than 32 KiB is kept to by deflating no message that is longer than it: within one message nothing is
 * further apart.
 *
 * @param windowBits   of ours, 8 to 15.
 * @param keepsContext whether a message of the other side's may point back into the ones before.
 * @param answer       of the server to the offer.
 * Thread: any
 */
public record Deflate(int windowBits, boolean keepsContext, String answer)
{
    /** What a client offers: whatever the server will do, but no bound to what we would deflate. */
    public static final String OFFER = "permessage-deflate";

    private static final String NAME = OFFER;
    private static final String NO_SERVER_CONTEXT = "server_no_context_takeover";
    private static final String NO_CLIENT_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final int MIN_BITS = 8;
    private static final int MAX_BITS = 15;

    /**
     * Take the first offer that can be taken.
     *
     * @param headers        all {@code Sec-WebSocket-Extensions} of the handshake, in order.
     * @param mayKeepContext whether the client may, at the cost of 32 KiB.
     * @return null where there is none; the connection does without then.
     * @throws ParseException where a header is malformed, for which the connection has to fail.
     */
    public static Deflate agree(final List<String> headers, final boolean mayKeepContext) throws ParseException
    {
        Deflate agreed = null;
        for (final String header : headers)
        {
            for (final ExtensionOffer offer : ExtensionOffer.listOf(header))
            {
                if (agreed == null && offer.name().equals(NAME) && isValid(offer.parameters()))
                {
                    agreed = take(offer.parameters(), mayKeepContext);
                }
            }
        }

        return agreed;
    }

    /**
     * What a server answered to {@link #OFFER}.
     *
     * @param headers all {@code Sec-WebSocket-Extensions} of its answer, in order.
     * @return null: it does without.
     * @throws ParseException where it is malformed, or no answer to that, for which the connection has to fail.
     */
    public static Deflate answered(final List<String> headers) throws ParseException
    {
        Deflate agreed = null;
        for (final String header : headers)
        {
            for (final ExtensionOffer answer : ExtensionOffer.listOf(header))
            {
                if (agreed != null || !answer.name().equals(NAME) || !isValid(answer.parameters()) ||
                    has(answer.parameters(), CLIENT_WINDOW))
                {
                    throw new ParseException("an extension that was not offered: " + header, 0);
                }
                agreed = new Deflate(MAX_BITS, !has(answer.parameters(), NO_SERVER_CONTEXT), header);
            }
        }

        return agreed;
    }

    /**
     * The longest message that we may deflate for this client.
     */
    public int maxDeflatedBytes()
    {
        return windowBits == MAX_BITS ? Integer.MAX_VALUE : 1 << windowBits;
    }

    private static Deflate take(final List<ExtensionOffer.Parameter> parameters, final boolean mayKeepContext)
    {
        boolean keepsContext = mayKeepContext;
        int windowBits = MAX_BITS;
        final StringBuilder answer = new StringBuilder(NAME).append("; ").append(NO_SERVER_CONTEXT);
        for (final ExtensionOffer.Parameter parameter : parameters)
        {
            if (parameter.name().equals(NO_CLIENT_CONTEXT))
            {
                keepsContext = false;
            }
            else if (parameter.name().equals(SERVER_WINDOW))
            {
                windowBits = bits(parameter.value());
                answer.append("; ").append(SERVER_WINDOW).append('=').append(windowBits);
            }
        }
        if (!keepsContext)
        {
            answer.append("; ").append(NO_CLIENT_CONTEXT);
        }

        return new Deflate(windowBits, keepsContext, answer.toString());
    }

    private static boolean has(final List<ExtensionOffer.Parameter> parameters, final String name)
    {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    private static boolean isValid(final List<ExtensionOffer.Parameter> parameters)
    {
        final Set<String> seen = new HashSet<>();
        for (final ExtensionOffer.Parameter parameter : parameters)
        {
            final String value = parameter.value();
            final boolean isRight = switch (parameter.name())
            {
                case NO_SERVER_CONTEXT, NO_CLIENT_CONTEXT -> value == null;
                case SERVER_WINDOW -> bits(value) > 0;
                case CLIENT_WINDOW -> value == null || bits(value) > 0;
                default -> false;
            };
            if (!isRight || !seen.add(parameter.name()))
            {
                return false;
            }
        }

        return true;
    }

    /**
     * Bits from 8 to 15, without leading zeros; 0 where it is something else.
     */
    private static int bits(final String value)
    {
        for (int bits = MIN_BITS; bits <= MAX_BITS; bits++)
        {
            if (Integer.toString(bits).equals(value))
            {
                return bits;
            }
        }

        return 0;
    }
}
