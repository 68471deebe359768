package io.tickwire.fuzz;

import java.util.List;

/**
 * A map as it was written: in its order, and with what stands twice.
 */
public record Fields(List<Field> fields)
{
    /**
     * A name and its value.
     */
    public record Field(String name, Object value)
    {
    }
}
