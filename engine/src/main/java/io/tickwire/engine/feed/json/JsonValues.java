package io.tickwire.engine.feed.json;

/**
 * Passing over values of which nothing is wanted.
 * Thread: any
 */
final class JsonValues
{
    /** What is passed over may be nested so deep. */
    static final int MAX_DEPTH = Long.SIZE;

    static final MalformedMessageException TRUNCATED = new MalformedMessageException("the message is cut off");
    private static final MalformedMessageException DEEP = new MalformedMessageException("nested too deep");
    private static final MalformedMessageException NO_VALUE = new MalformedMessageException("a value expected");

    private JsonValues()
    {
    }

    /** Where the next token begins. */
    static int begin(final byte[] buffer, final int from, final int end)
    {
        int at = from;
        while (at < end && Words.isSpace(buffer[at]))
        {
            at++;
        }
        if (at >= end)
        {
            throw TRUNCATED;
        }

        return at;
    }

    /**
     * @param from where the value begins.
     * @return the offset behind it.
     */
    static int skip(final byte[] buffer, final int from, final int end)
    {
        return switch (buffer[from])
        {
            case '"' -> JsonStrings.skip(buffer, from + 1, end);
            case '{', '[' -> skipContainer(buffer, from, end);
            default -> skipScalar(buffer, from, end);
        };
    }

    private static int skipScalar(final byte[] buffer, final int from, final int end)
    {
        int at = from;
        while (at < end && Words.isOfScalar(buffer[at]))
        {
            at++;
        }
        if (at == from)
        {
            throw NO_VALUE;
        }

        return at;
    }

    private static int skipContainer(final byte[] buffer, final int from, final int end)
    {
        // One bit a level: whether it is an object.
        long objects = 0;
        int depth = 0;
        int at = from;
        do
        {
            at = begin(buffer, at, end);
            final int token = buffer[at++];
            switch (token)
            {
                case '{', '[' ->
                {
                    if (++depth > MAX_DEPTH)
                    {
                        throw DEEP;
                    }
                    objects = objects << 1 | (token == '{' ? 1 : 0);
                }
                case '}', ']' ->
                {
                    if ((objects & 1) != (token == '}' ? 1 : 0))
                    {
                        throw NO_VALUE;
                    }
                    objects >>>= 1;
                    depth--;
                }
                case '"' -> at = JsonStrings.skip(buffer, at, end);
                default ->
                {
                }
            }
        }
        while (depth > 0);

        return at;
    }
}
