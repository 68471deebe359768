package io.tickwire.engine.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the address of a request for a book says of it.
 * Thread: any
 */
final class RequestUrl
{
    private static final Pattern BOOK = Pattern.compile("depth|book", Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAMETER =
        Pattern.compile("[?&](?:symbol|instId|instrument_name|product_id|pair)=([^&]+)");
    private static final Pattern PATH = Pattern.compile("/order_book/([^/?]+)");

    private RequestUrl()
    {
    }

    /**
     * @return the symbol as the venue calls it; null where it is not a request for the book of one.
     */
    static String symbol(final String url)
    {
        if (!BOOK.matcher(url).find())
        {
            return null;
        }
        final Matcher parameter = PARAMETER.matcher(url);
        if (parameter.find())
        {
            return parameter.group(1);
        }
        final Matcher path = PATH.matcher(url);

        return path.find() ? path.group(1) : null;
    }
}
