package io.tickwire.transport.config;

/**
 * What the value of a setting may be, and how it is written.
 * Thread: any
 */
interface ValueType<T>
{
    /**
     * What is allowed, to stand behind "must be".
     */
    String allowed();

    /**
     * Read a value, as a person wrote it.
     *
     * @throws IllegalArgumentException where it is none of those that are allowed.
     */
    T parse(String text);

    /**
     * As {@link #parse} reads it.
     */
    String print(T value);
}
