package io.tickwire.engine.schema;

/**
 * What may happen to a stream's messages when there is no room for all of them.
 * Thread: any
 */
public enum StreamKind
{
    /** Each message tells the whole state: the newest replaces those before it. */
    STATE,

    /** Each message tells something that happened: a drop is announced by a gap. */
    EVENT
}
