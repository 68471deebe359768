package io.tickwire.transport.status;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/**
 * The part of this JVM's heap that what stays has to fit into: all but where objects are young.
 *
 * @param pool empty: this JVM does not part its heap so.
 * Thread: any
 */
public record HeapRoom(Optional<MemoryPoolMXBean> pool)
{
    private static final long FULL_PERCENT = 90;

    /**
     * That of this process.
     */
    public static HeapRoom here()
    {
        // A threshold of what is in use makes sense where nothing is young, and there alone the JVM has one.
        return new HeapRoom(ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
            .findFirst());
    }

    /**
     * How large it can be at the most.
     */
    public long bytes()
    {
        return pool.map(MemoryPoolMXBean::getUsage)
            .map(MemoryUsage::getMax)
            .filter(max -> max > 0)
            .orElseGet(() -> Runtime.getRuntime().maxMemory());
    }

    /**
     * What was left of it by the last collection that looked at all of it; 0 before the first.
     */
    public long keptBytes()
    {
        return pool.map(MemoryPoolMXBean::getCollectionUsage).map(MemoryUsage::getUsed).orElse(0L);
    }

    /**
     * Whether there is hardly any left that a collection could give back.
     */
    public boolean isFull()
    {
        return keptBytes() * 100 >= bytes() * FULL_PERCENT;
    }

    /**
     * How large the rest of the heap is.
     */
    public long youngBytes()
    {
        return Math.max(0, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax() - bytes());
    }
}
