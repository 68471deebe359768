package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.RequestMethod;
import io.tickwire.transport.protocol.WireForm;
import io.tickwire.transport.protocol.Wish;
import org.agrona.collections.IntArrayList;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Answers {@code request} messages.
 * Thread: io-<n>
 */
final class Requests
{
    private static final int MAX_SNAPSHOTS = 64;
    private static final double NS_PER_SECOND = 1e9;

    private final Outlet outlet;
    private final Audiences audiences;
    private final Histories histories;
    private final Catalog catalog;
    private final ServerFacts facts;
    private final EpochNanoClock clock;

    Requests(
        final Outlet outlet,
        final Audiences audiences,
        final Histories histories,
        final Catalog catalog,
        final ServerFacts facts,
        final EpochNanoClock clock)
    {
        this.outlet = outlet;
        this.audiences = audiences;
        this.histories = histories;
        this.catalog = catalog;
        this.facts = facts;
        this.clock = clock;
    }

    EpochNanoClock clock()
    {
        return clock;
    }

    void onRequest(final Client client, final Command.Request request) throws BadCommandException
    {
        switch (request.method())
        {
            case STATUS:
                answer(client, request, facts.status("server_status").fields());
                break;

            case SUBSCRIPTIONS:
                answer(client, request, subscriptions(client));
                break;

            case SNAPSHOT:
                snapshot(client, request);
                break;

            case HISTORY:
                histories.ask(
                    HistoryQuery.of(catalog, request.params(), client.principal().entitlements(), request.id()),
                    client.session().form(),
                    result -> answerIfThere(client, request, result));
                break;

            case STATS:
                answer(client, request, stats(client, request));
                break;

            default:
                answer(client, request, facts.result(request, client.principal().entitlements()));
                break;
        }
    }

    private void answer(final Client client, final Command.Request request, final Object result)
    {
        final Reply response = Reply.of("response");
        if (request.timestamp() != null)
        {
            response.with("timestamp", request.timestamp());
        }
        outlet.reply(client, response
            .with("server_time", clock.nanoTime() / NS_PER_SECOND)
            .with("method", request.method().wireName())
            .with("result", result)
            .withId(request.id()));
    }

    private void answerIfThere(final Client client, final Command.Request request, final Object result)
    {
        if (!client.isGone())
        {
            answer(client, request, result);
        }
    }

    private static Map<String, Object> subscriptions(final Client client)
    {
        final List<Object> entries = new ArrayList<>();
        for (final Entry entry : client.entries())
        {
            final Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("channel", entry.channel().wireName());
            shown.put("symbol", entry.pattern());
            shown.put("class", Answers.className(entry.conflation()));
            shown.put("streams", entry.links().size());
            entries.add(shown);
        }
        for (final String topic : client.topics())
        {
            entries.add(Map.of("channel", topic));
        }
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("connection", client.session().name());
        result.put("subscriptions", entries);

        return result;
    }

    private Map<String, Object> stats(final Client client, final Command.Request request)
    {
        final Map<String, Object> connection = new LinkedHashMap<>();
        connection.put("connection", client.session().name());
        connection.put("frames_delivered", client.framesDelivered());
        connection.put("streams", client.streams());
        connection.put("queued_bytes", client.outbox().queuedBytes());
        connection.put("queued_age_us", TimeUnit.NANOSECONDS.toMicros(client.outbox().ageNs()));
        final Map<String, Object> result = new LinkedHashMap<>();
        result.put("connection", connection);
        result.put("stages", facts.result(
            new Command.Request(null, null, RequestMethod.STATS, request.params()),
            client.principal().entitlements()));

        return result;
    }

    private void snapshot(final Client client, final Command.Request request) throws BadCommandException
    {
        final Object id = request.id();
        final Object symbol = request.params().get("symbol");
        if (!(symbol instanceof String))
        {
            throw new BadCommandException(ErrorCode.INVALID_ARGUMENT, "params.symbol must name a symbol", id);
        }
        final Channel channel =
            ChannelNames.channel(text(request.params(), "channel", Wish.DEFAULT_CHANNEL), id);
        Rights.requireChannel(client.principal().entitlements(), channel, id);
        if (channel.isPrivate())
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT, "a private channel has no state: channel=" + channel.wireName(), id);
        }
        final Wish wish = new Wish(
            List.of((String)symbol),
            List.of(channel.wireName()),
            request.params().containsKey("venue") ? List.of(text(request.params(), "venue", "")) : List.of(),
            request.params().containsKey("interval") ? text(request.params(), "interval", "") : null,
            depth(request),
            null, 0, Wish.FROM_NOW, 0, false, true, false);
        catalog.requireVenues(wish.venues(), id);
        final IntArrayList streams = new IntArrayList();
        if (!catalog.streamsOf(
            channel,
            catalog.variantOf(channel, wish, id),
            (String)symbol,
            wish.venues(),
            client.principal().entitlements(),
            streams::addInt))
        {
            throw new BadCommandException(ErrorCode.INVALID_SYMBOL, "Symbol '" + symbol + "' not found", id);
        }
        if (streams.size() > MAX_SNAPSHOTS)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                "at most " + MAX_SNAPSHOTS + " streams at once, and this means " + streams.size(),
                id);
        }
        collect(client, request, streams);
    }

    private void collect(final Client client, final Command.Request request, final IntArrayList streams)
    {
        if (streams.isEmpty())
        {
            answer(client, request, List.of());
        }
        final Encoding encoding = client.session().form() == WireForm.JSON ? Encoding.JSON : Encoding.MSGPACK;
        final List<byte[]> messages = new ArrayList<>();
        final int[] left = {streams.size()};
        for (int i = 0; i < streams.size(); i++)
        {
            final int streamId = streams.getInt(i);
            assert !StreamId.channel(streamId).isPrivate() : streamId;
            audiences.probe(Probe.ofState(streamId, encoding, found ->
            {
                messages.addAll(found);
                if (--left[0] == 0)
                {
                    answerIfThere(client, request, messages);
                }
            }));
        }
    }

    /**
     * The depth that is wanted of a book; 0: none was given.
     */
    private static int depth(final Command.Request request) throws BadCommandException
    {
        final Object depth = request.params().get("depth");
        if (depth == null)
        {
            return 0;
        }
        if ("full".equals(depth))
        {
            return BookDepth.FULL;
        }
        if (depth instanceof final Long levels && levels > 0)
        {
            return (int)Math.min(levels, BookDepth.FULL);
        }

        throw new BadCommandException(
            ErrorCode.INVALID_ARGUMENT,
            "params.depth must be a whole number above 0, or full: depth=" + depth,
            request.id());
    }

    private static String text(final Map<String, Object> params, final String name, final String otherwise)
    {
        final Object value = params.get(name);

        return value == null ? otherwise : value.toString();
    }
}
