package io.tickwire.transport.config;

/**
 * That a key was given a value, before it is known whether it may have it.
 *
 * @param name   of the key.
 * @param text   of the value; of several, with commas between them.
 * @param origin where it stands: a file and line, a variable of the environment, an option.
 * Thread: any
 */
record Assignment(String name, String text, String origin)
{
}
