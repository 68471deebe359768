package io.tickwire.transport.status;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.lang.reflect.Proxy;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What is said of heaps of other sizes than this one has.
 */
class HeapRoomTest
{
    private static final long MIB = 1 << 20;

    @Test
    void shouldBeFullByWhatACollectionLeft()
    {
        assertFalse(room(88 * MIB, 0).isFull());
        assertFalse(room(88 * MIB, 79 * MIB).isFull());
        assertTrue(room(88 * MIB, 80 * MIB).isFull());
    }

    @Test
    void shouldTakeAllWhereAHeapHasNoParts()
    {
        final HeapRoom room = new HeapRoom(Optional.empty());

        assertEquals(Runtime.getRuntime().maxMemory(), room.bytes());
        assertEquals(0, room.keptBytes());
        assertFalse(room.isFull());
    }

    @Test
    void shouldFindThatOfThisProcess()
    {
        final HeapRoom room = HeapRoom.here();

        assertTrue(room.pool().isPresent());
        assertEquals(
            ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax(), room.bytes() + room.youngBytes());
    }

    private static HeapRoom room(final long bytes, final long keptBytes)
    {
        return new HeapRoom(Optional.of((MemoryPoolMXBean)Proxy.newProxyInstance(
            HeapRoomTest.class.getClassLoader(),
            new Class<?>[] {MemoryPoolMXBean.class},
            (proxy, method, args) -> new MemoryUsage(
                0, method.getName().equals("getCollectionUsage") ? keptBytes : 0, bytes, bytes))));
    }
}
