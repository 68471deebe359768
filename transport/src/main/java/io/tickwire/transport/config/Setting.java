package io.tickwire.transport.config;

/**
 * What a key's value is, and whence.
 *
 * @param origin where it was set; {@link #DEFAULT}: nowhere.
 * Thread: any
 */
record Setting<T>(Key<T> key, T value, String origin)
{
    static final String DEFAULT = "default";

    boolean isDefault()
    {
        return DEFAULT.equals(origin);
    }
}
