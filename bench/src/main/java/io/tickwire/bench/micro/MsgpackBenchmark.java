package io.tickwire.bench.micro;

import io.tickwire.engine.encode.CompactWriter;
import io.tickwire.engine.encode.MsgpackWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;

/**
 * A price_update as msgpack: our templates into a slab off the heap, and msgpack-core writing the same map.
 * Goals: 8 times as fast as {@link #msgpackCore}, and at most 30 ns.
 */
@State(Scope.Thread)
public class MsgpackBenchmark extends MicroBenchmark
{
    private TemplateStream map;
    private TemplateStream mapEnveloped;
    private TemplateStream compact;
    private TemplateStream compactEnveloped;
    private PriceSamples samples;
    private MsgpackYardstick yardstick;

    /**
     * Lay the templates out, and see that both write the same map.
     */
    @Setup
    public void setup() throws IOException
    {
        map = new TemplateStream(new MsgpackWriter(false), false);
        mapEnveloped = new TemplateStream(new MsgpackWriter(false), true);
        compact = new TemplateStream(new CompactWriter(false), false);
        compactEnveloped = new TemplateStream(new CompactWriter(false), true);
        samples = new PriceSamples();
        yardstick = new MsgpackYardstick();
        MsgpackYardstick.requireSame(false);
        MsgpackYardstick.requireSame(true);
    }

    @Benchmark
    public int map()
    {
        return map.write(samples.next());
    }

    @Benchmark
    public int mapEnveloped()
    {
        return mapEnveloped.write(samples.next());
    }

    @Benchmark
    public int compact()
    {
        return compact.write(samples.next());
    }

    @Benchmark
    public int compactEnveloped()
    {
        return compactEnveloped.write(samples.next());
    }

    /**
     * The yardstick as it is mostly used: names are packed as strings.
     */
    @Benchmark
    public int msgpackCore() throws IOException
    {
        return yardstick.write(samples.next(), false, false);
    }

    @Benchmark
    public int msgpackCoreEnveloped() throws IOException
    {
        return yardstick.write(samples.next(), true, false);
    }

    /**
     * The yardstick at its best: names are packed once, and copied.
     */
    @Benchmark
    public int msgpackCoreReadyNames() throws IOException
    {
        return yardstick.write(samples.next(), false, true);
    }
}
