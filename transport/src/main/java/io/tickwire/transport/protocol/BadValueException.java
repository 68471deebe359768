package io.tickwire.transport.protocol;

/**
 * A field's value that is not what the field wants; the message goes on behind it.
 * Thread: io-<n>
 */
final class BadValueException extends Exception
{
    private static final long serialVersionUID = 1;

    private final ErrorCode code;

    BadValueException(final ErrorCode code, final String message)
    {
        super(message, null, false, false);
        this.code = code;
    }

    BadValueException(final String message)
    {
        this(ErrorCode.INVALID_ARGUMENT, message);
    }

    ErrorCode code()
    {
        return code;
    }
}
