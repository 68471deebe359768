package io.tickwire.transport.ws;

import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * An extension that a client offers in its handshake, with its parameters in order: RFC 6455, section 9.1.
 *
 * @param name       of the extension.
 * @param parameters that it is offered with; a name may stand there twice.
 * Thread: any
 */
record ExtensionOffer(String name, List<Parameter> parameters)
{
    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t";
    private static final int FIRST_VISIBLE = '!';
    private static final int LAST_VISIBLE = '~';

    /**
     * A parameter of an offer.
     *
     * @param value null: it has none. A quoted one is the same as one that is not.
     * Thread: any
     */
    record Parameter(String name, String value)
    {
    }

    /**
     * Read the offers of one header.
     *
     * @throws ParseException where it is not what the RFC says.
     */
    static List<ExtensionOffer> listOf(final String header) throws ParseException
    {
        return new Cursor(header).offers();
    }

    /**
     * Reads a header from its beginning to its end.
     * Thread: any
     */
    private static final class Cursor
    {
        private final String text;
        private int at;

        private Cursor(final String text)
        {
            this.text = text;
        }

        private List<ExtensionOffer> offers() throws ParseException
        {
            final List<ExtensionOffer> offers = new ArrayList<>();
            do
            {
                passSpace();
                // An element of a list may be empty, says the grammar of HTTP.
                if (at < text.length() && text.charAt(at) != ',')
                {
                    offers.add(offer());
                }
            }
            while (passes(','));
            if (at < text.length())
            {
                throw unexpected();
            }

            return offers;
        }

        private ExtensionOffer offer() throws ParseException
        {
            final String name = token();
            final List<Parameter> parameters = new ArrayList<>();
            while (passes(';'))
            {
                passSpace();
                final String parameter = token();
                parameters.add(new Parameter(parameter, passes('=') ? value() : null));
            }

            return new ExtensionOffer(name, parameters);
        }

        private String value() throws ParseException
        {
            passSpace();
            if (!passes('"'))
            {
                return token();
            }

            final StringBuilder value = new StringBuilder();
            while (!passesHere('"'))
            {
                passesHere('\\');
                if (at == text.length() || !isOfToken(text.charAt(at)))
                {
                    throw unexpected();
                }
                value.append(text.charAt(at++));
            }
            if (value.isEmpty())
            {
                throw unexpected();
            }

            return value.toString();
        }

        private String token() throws ParseException
        {
            final int from = at;
            while (at < text.length() && isOfToken(text.charAt(at)))
            {
                at++;
            }
            if (at == from)
            {
                throw unexpected();
            }

            return text.substring(from, at);
        }

        private boolean passes(final char expected)
        {
            passSpace();

            return passesHere(expected);
        }

        private boolean passesHere(final char expected)
        {
            final boolean isThere = at < text.length() && text.charAt(at) == expected;
            at += isThere ? 1 : 0;

            return isThere;
        }

        private void passSpace()
        {
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t'))
            {
                at++;
            }
        }

        private ParseException unexpected()
        {
            return new ParseException("character " + (at + 1) + " of " + text, at);
        }

        private static boolean isOfToken(final char character)
        {
            return character >= FIRST_VISIBLE && character <= LAST_VISIBLE && SEPARATORS.indexOf(character) < 0;
        }
    }
}
