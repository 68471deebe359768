package io.tickwire.engine.book;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What an object and all that it alone refers to take on the heap, as the JVM lays them out with small references.
 */
final class Footprint
{
    private static final int HEADER_BYTES = 12;
    private static final int ARRAY_HEADER_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    private static final int ALIGNMENT = 8;

    private Footprint()
    {
    }

    static long bytes(final Object root) throws IllegalAccessException
    {
        final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        final Deque<Object> rest = new ArrayDeque<>();
        rest.add(root);
        long bytes = 0;
        while (!rest.isEmpty())
        {
            final Object object = rest.pop();
            if (seen.add(object))
            {
                bytes += object.getClass().isArray() ? arrayBytes(object) : objectBytes(object, rest);
            }
        }

        return bytes;
    }

    private static long arrayBytes(final Object array)
    {
        return aligned(
            ARRAY_HEADER_BYTES + (long)Array.getLength(array) * bytesOf(array.getClass().getComponentType()));
    }

    private static long objectBytes(final Object object, final Deque<Object> rest) throws IllegalAccessException
    {
        long bytes = HEADER_BYTES;
        for (final Field field : object.getClass().getDeclaredFields())
        {
            if (!Modifier.isStatic(field.getModifiers()))
            {
                bytes += bytesOf(field.getType());
                field.setAccessible(true);
                final Object value = field.getType().isPrimitive() ? null : field.get(object);
                if (value != null)
                {
                    rest.push(value);
                }
            }
        }

        return aligned(bytes);
    }

    private static int bytesOf(final Class<?> type)
    {
        return type == long.class ? Long.BYTES :
            type == int.class ? Integer.BYTES :
            type == boolean.class ? 1 : REFERENCE_BYTES;
    }

    private static long aligned(final long bytes)
    {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }
}
