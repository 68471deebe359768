package io.tickwire.bench.micro;

import io.tickwire.client.sbe.MessageHeaderDecoder;
import io.tickwire.client.sbe.PriceUpdateDecoder;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.PriceView;
import io.tickwire.client.wire.StreamInfo;
import io.tickwire.client.wire.StreamLookup;
import io.tickwire.client.wire.UpdateReader;
import io.tickwire.client.wire.Views;
import io.tickwire.engine.encode.CompactWriter;
import io.tickwire.engine.encode.JsonWriter;
import io.tickwire.engine.encode.MsgpackWriter;
import io.tickwire.engine.encode.SbeWriter;
import io.tickwire.engine.encode.TemplateWriter;
import io.tickwire.engine.encode.UpdateLayout;
import io.tickwire.engine.encode.UpdateValues;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.util.Arrays;

/**
 * A price_update that has come, read by the Java client: from the frame's payload to a view, of which a strategy takes
 * symbol, venue, sequence, time, price and both quotes. Beside it what programs write for the same payload: Jackson's
 * streaming parser, msgpack-core's unpacker, the generated decoder, into a record.
 */
@State(Scope.Thread)
public class ClientReadBenchmark extends MicroBenchmark
{
    private static final int COUNT = 1024;
    private static final int US = 1_000;
    private static final double PRICE_UNITS = 100;
    private static final double QUANTITY_UNITS = 1e8;
    private static final double SAME = 1e-6;

    private final StreamInfo stream = new StreamInfo(
        Channel.PRICE, PriceSamples.LABEL.symbol(), PriceSamples.LABEL.venue(), 0);
    private final UpdateReader reader = new UpdateReader(new OneStream(stream), false);
    private final UpdateReader sbeReader = new UpdateReader(new OneStream(stream), true);
    private final PriceView view = new Views(reader.update()).price();
    private final PriceView sbeView = new Views(sbeReader.update()).price();
    private final ClientReadYardstick yardstick = new ClientReadYardstick();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PriceUpdateDecoder decoder = new PriceUpdateDecoder();
    private UnsafeBuffer[] json;
    private UnsafeBuffer[] msgpack;
    private UnsafeBuffer[] compact;
    private UnsafeBuffer[] sbe;
    private int next;

    /** The only stream of a connection. */
    private record OneStream(StreamInfo stream) implements StreamLookup
    {
        @Override
        public StreamInfo find(final long sid)
        {
            return sid == stream.sid() ? stream : null;
        }

        @Override
        public StreamInfo find(
            final Channel channel, final String symbol, final String venue, final int intervalSeconds)
        {
            return channel == stream.channel() && symbol.equals(stream.symbol()) && venue.equals(stream.venue()) ?
                stream : null;
        }
    }

    /**
     * Have the server's own writers write the messages. Nothing is read here: a program has one encoding, and code that
     * has seen others is compiled otherwise.
     */
    @Setup
    public void setup()
    {
        stream.tell(
            PriceSamples.LABEL.wireId(), PriceSamples.LABEL.priceExponent(), PriceSamples.LABEL.quantityExponent());
        json = jsonPayloads();
        msgpack = payloads(new MsgpackWriter(false));
        compact = payloads(new CompactWriter(false));
        sbe = payloads(new SbeWriter());
    }

    /**
     * See that all ways read the same.
     */
    void requireSame() throws IOException
    {
        for (int i = 0; i < COUNT; i++)
        {
            final double expected = ClientReadYardstick.sum(yardstick.json(json[i].byteArray()));
            requireSame(expected, ClientReadYardstick.sum(yardstick.msgpack(msgpack[i].byteArray())));
            requireSame(expected, ClientReadYardstick.sum(yardstick.compact(compact[i].byteArray(), stream)));
            requireSame(expected, ClientReadYardstick.sum(generated(sbe[i])));
            requireSame(expected, read(reader, view, true, json[i]));
            requireSame(expected, read(reader, view, false, msgpack[i]));
            requireSame(expected, read(reader, view, false, compact[i]));
            requireSame(expected, read(sbeReader, sbeView, false, sbe[i]));
        }
    }

    @Benchmark
    public double json()
    {
        return read(reader, view, true, json[next()]);
    }

    /** The yardstick. */
    @Benchmark
    public Object jackson() throws IOException
    {
        return yardstick.json(json[next()].byteArray());
    }

    @Benchmark
    public double msgpack()
    {
        return read(reader, view, false, msgpack[next()]);
    }

    /** The yardstick. */
    @Benchmark
    public Object msgpackCore() throws IOException
    {
        return yardstick.msgpack(msgpack[next()].byteArray());
    }

    @Benchmark
    public double compact()
    {
        return read(reader, view, false, compact[next()]);
    }

    /** The yardstick, which has its stream's names at hand. */
    @Benchmark
    public Object msgpackCoreCompact() throws IOException
    {
        return yardstick.compact(compact[next()].byteArray(), stream);
    }

    @Benchmark
    public double sbe()
    {
        return read(sbeReader, sbeView, false, sbe[next()]);
    }

    /** The yardstick, which knows that there is but one template and one stream. */
    @Benchmark
    public Object generatedDecoder()
    {
        return generated(sbe[next()]);
    }

    private static double read(
        final UpdateReader reader, final PriceView view, final boolean isText, final UnsafeBuffer payload)
    {
        reader.read(isText, payload, 0, payload.capacity());

        return view.price() + view.bid() + view.ask() + view.bidQuantity() + view.askQuantity() +
            view.seq() + view.receiveTimeUs() % US + view.symbol().length() + view.venue().length();
    }

    private ClientReadYardstick.Price generated(final UnsafeBuffer payload)
    {
        decoder.wrapAndApplyHeader(payload, 0, header);

        return new ClientReadYardstick.Price(
            stream.symbol(), stream.venue(), decoder.price() / PRICE_UNITS, decoder.bid() / PRICE_UNITS,
            decoder.ask() / PRICE_UNITS, decoder.bidQuantity() / QUANTITY_UNITS,
            decoder.askQuantity() / QUANTITY_UNITS, decoder.head().sequence(), decoder.head().receiveTime() / US);
    }

    private static UnsafeBuffer[] payloads(final TemplateWriter writer)
    {
        final PriceSamples samples = new PriceSamples();
        final TemplateStream template = new TemplateStream(writer, true);
        final UnsafeBuffer[] payloads = new UnsafeBuffer[COUNT];
        Arrays.setAll(payloads, i ->
        {
            template.write(samples.next());

            return new UnsafeBuffer(template.lastPayload());
        });

        return payloads;
    }

    private static UnsafeBuffer[] jsonPayloads()
    {
        final PriceSamples samples = new PriceSamples();
        final JsonWriter writer = new JsonWriter(UpdateLayout.PRICE, PriceSamples.LABEL, true, false);
        final UnsafeBuffer slab = new UnsafeBuffer(new byte[writer.maxBytes()]);
        final UnsafeBuffer[] payloads = new UnsafeBuffer[COUNT];
        Arrays.setAll(payloads, i ->
        {
            final long[] values = samples.next();
            UpdateValues.stamp(values, i + 1L, i, values[UpdateValues.RECEIVE_NS]);
            final int length = writer.write(slab, 0, values);

            return new UnsafeBuffer(Arrays.copyOf(slab.byteArray(), length));
        });

        return payloads;
    }

    private static void requireSame(final double expected, final double actual)
    {
        if (!(Math.abs(expected - actual) < SAME * Math.abs(expected)))
        {
            throw new IllegalStateException("not the same: expected=" + expected + " actual=" + actual);
        }
    }

    private int next()
    {
        next = next + 1 & COUNT - 1;

        return next;
    }
}
