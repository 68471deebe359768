package io.tickwire.transport.config;

import java.util.List;

/**
 * All that is wrong with a configuration, a line each.
 * Thread: any
 */
public final class ConfigException extends Exception
{
    private static final long serialVersionUID = 1L;

    private final transient List<String> errors;

    ConfigException(final List<String> errors)
    {
        super(String.join(System.lineSeparator(), errors));
        this.errors = List.copyOf(errors);
    }

    /**
     * A line for each mistake: where it stands, the key and its value, and what is allowed.
     */
    public List<String> errors()
    {
        return errors;
    }
}
