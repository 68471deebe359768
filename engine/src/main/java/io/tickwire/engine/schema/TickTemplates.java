package io.tickwire.engine.schema;

/**
 * Which messages of the schema are ticks.
 * Thread: any
 */
public final class TickTemplates
{
    private static final int LAST = 99;

    private TickTemplates()
    {
    }

    /**
     * Whether a message of this template is a tick, known or of a later version: not what stands around ticks.
     */
    public static boolean isTick(final int templateId)
    {
        return templateId <= LAST;
    }
}
