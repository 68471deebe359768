package io.tickwire.transport.shard;

import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.Wish;
import org.agrona.collections.IntArrayList;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Begins, changes and ends clients' subscriptions. A name or pattern in a channel is one entry, however many streams it
 * stands for; what is listed later joins those that are patterns.
 * Thread: io-<n>
 */
final class Subscriber
{
    private static final List<String> ALL = List.of("*");
    private static final long RETRY_MS = 1_000;

    private final Catalog catalog;
    private final Audiences audiences;
    private final Answers answers;
    private final Outlet outlet;
    private final Topics topics;
    private final Limits.Messages limits;
    private final HeldRoom held;

    Subscriber(
        final Catalog catalog,
        final Audiences audiences,
        final Answers answers,
        final Outlet outlet,
        final Topics topics,
        final Limits.Messages limits,
        final HeldRoom held)
    {
        this.catalog = catalog;
        this.audiences = audiences;
        this.answers = answers;
        this.outlet = outlet;
        this.topics = topics;
        this.limits = limits;
        this.held = held;
    }

    void subscribe(final Client client, final Object id, final Wish wish) throws BadCommandException
    {
        catalog.requireVenues(wish.venues(), id);
        for (final String name : wish.channels())
        {
            final String topic = ChannelNames.topic(name);
            if (topic != null)
            {
                subscribeTopic(client, id, topic);
            }
            else
            {
                subscribeChannel(client, id, wish, channelOf(name, wish, id));
            }
        }
    }

    /**
     * What publishers say to all, and the whole market, for a client that has not asked, and so is not answered, if it
     * may have them.
     */
    void joinBroadcast(final Client client) throws BadCommandException
    {
        Rights.require(Role.READER, client.principal(), null);
        if (Rights.mayHave(client.principal().entitlements(), ChannelNames.BROADCAST))
        {
            topics.add(ChannelNames.BROADCAST, client);
        }
        Rights.requireChannel(client.principal().entitlements(), Channel.MARKET, null);
        final Wish wish = Wish.of(Channel.MARKET.wireName(), ALL);
        final Entry entry = new Entry(
            Channel.MARKET, 0, Conflation.MS_5000, ALL.get(0), wish, catalog.version(Channel.MARKET));
        client.entries().add(entry);
        join(client, entry, null, false);
    }

    /**
     * End all that a client has.
     */
    void unsubscribeAll(final Client client)
    {
        while (!client.entries().isEmpty())
        {
            end(client, client.entries().get(client.entries().size() - 1));
        }
        while (!client.topics().isEmpty())
        {
            end(client, client.topics().get(client.topics().size() - 1));
        }
    }

    /**
     * End a subscription. Those that were asked for with it, and are not answered yet, wait for it no longer.
     */
    void end(final Client client, final Entry entry)
    {
        client.entries().remove(entry);
        final Set<SubscribeGroup> unanswered = new HashSet<>();
        for (final Link link : new ArrayList<>(entry.links().values()))
        {
            if (link.group() != null)
            {
                unanswered.add(link.group());
            }
            audiences.close(link);
        }
        for (final SubscribeGroup group : unanswered)
        {
            if (group.withdraw(entry) && !client.isClosing() && !client.isGone())
            {
                answers.answer(group);
            }
        }
    }

    /**
     * End what was asked for together, and say so: while it was not answered, it had to hold more than there is room
     * for.
     */
    void refuse(final SubscribeGroup group)
    {
        final Client client = group.client();
        if (client.isClosing() || client.isGone())
        {
            return;
        }
        final Set<Entry> entries = new LinkedHashSet<>();
        group.links().forEach(link -> entries.add(link.entry()));
        entries.forEach(entry -> end(client, entry));
        outlet.reply(client, Reply.error(
            ErrorCode.RATE_LIMITED,
            "too much is subscribed to at once here, subscribe again in " + RETRY_MS + " ms: channel=" +
                group.channel().wireName() + " symbols=" + entries.stream().map(Entry::pattern).toList(),
            group.id()).with("retry_after_ms", RETRY_MS));
    }

    /**
     * End that of a topic.
     */
    void end(final Client client, final String topic)
    {
        topics.remove(topic, client);
    }

    void unsubscribe(final Client client, final Command.Unsubscribe command) throws BadCommandException
    {
        for (final String name : command.channels())
        {
            final String topic = ChannelNames.topic(name);
            if (topic != null)
            {
                unsubscribeTopic(client, command.id(), topic);
            }
            else
            {
                unsubscribeChannel(client, command, ChannelNames.channel(name, command.id()));
            }
        }
    }

    void update(final Client client, final Object id, final Wish wish) throws BadCommandException
    {
        for (final String name : wish.channels())
        {
            final Channel asked = ChannelNames.channel(name, id);
            final List<Entry> found = client.entries().stream()
                .filter(entry -> entry.isOf(asked) && isMeant(entry, wish.symbols()))
                .toList();
            if (found.isEmpty())
            {
                throw notSubscribed(name, wish.symbols(), id);
            }
            for (final Entry entry : found)
            {
                final Wish merged = merged(entry, wish);
                final Channel channel = channelOf(name, merged, id);
                // Whatever is wrong with the wish is found before what there is ends.
                catalog.variantOf(channel, merged, id);
                catalog.conflationOf(channel, merged, id);
                end(client, entry);
                subscribeChannel(client, id, merged, channel);
            }
        }
    }

    /**
     * Join what was listed since the client subscribed, and tell it, for it has to know streams before their frames.
     */
    void joinListed(final Client client)
    {
        final long anyVersion = catalog.version();
        if (client.listingsVersion() == anyVersion)
        {
            return;
        }
        client.listingsVersion(anyVersion);
        for (final Entry entry : client.entries())
        {
            final long version = catalog.version(entry.channel());
            if (entry.listingsVersion() != version)
            {
                entry.listingsVersion(version);
                final List<String> patterns = new ArrayList<>(List.of(entry.pattern()));
                final SubscribeGroup group = new SubscribeGroup(
                    client, null, entry.channel(), patterns, entry, held, false);
                join(client, entry, group, false);
                group.links().forEach(audiences::demand);
            }
        }
    }

    private Channel channelOf(final String name, final Wish wish, final Object id) throws BadCommandException
    {
        final Channel channel = ChannelNames.channel(name, id);

        return channel == Channel.BOOK && "delta".equals(wish.mode()) ? Channel.BOOK_DELTA : channel;
    }

    private void subscribeTopic(final Client client, final Object id, final String topic) throws BadCommandException
    {
        Rights.requireTopic(client.principal().entitlements(), topic, id);
        if (!CommandHandler.hasRoom(client, limits))
        {
            throw subscriptionLimit(id);
        }
        if (!topics.add(topic, client))
        {
            throw new BadCommandException(
                ErrorCode.ALREADY_SUBSCRIBED, "subscribed already: channel=" + topic, id);
        }
        outlet.reply(client, Reply.of("subscribed").with("channel", topic).with("symbols", List.of()).withId(id));
    }

    private void unsubscribeTopic(final Client client, final Object id, final String topic)
        throws BadCommandException
    {
        if (!topics.remove(topic, client))
        {
            throw notSubscribed(topic, List.of(), id);
        }
        outlet.reply(client, Reply.of("unsubscribed").with("channel", topic).with("symbols", List.of()).withId(id));
    }

    private void subscribeChannel(final Client client, final Object id, final Wish wish, final Channel channel)
        throws BadCommandException
    {
        final int variant = catalog.variantOf(channel, wish, id);
        final Conflation conflation = catalog.conflationOf(channel, wish, id);
        final long version = catalog.version(channel);
        final List<String> subscribed = new ArrayList<>();
        SubscribeGroup group = null;
        for (final String pattern : patternsOf(client, channel, wish, id))
        {
            final Entry entry = new Entry(channel, variant, conflation, pattern, wish, version);
            final SubscribeGroup joined =
                group == null ? new SubscribeGroup(client, id, channel, subscribed, entry, held, true) : group;
            if (mayAdd(client, entry, id) && join(client, entry, joined, true))
            {
                client.entries().add(entry);
                subscribed.add(pattern);
                group = joined;
            }
        }
        if (group == null)
        {
            return;
        }
        if (wish.resumes() && group.links().size() != 1)
        {
            group.links().forEach(audiences::close);
            client.entries().removeIf(entry -> subscribed.contains(entry.pattern()) && entry.links().isEmpty());
            throw new BadCommandException(
                ErrorCode.INVALID_ARGUMENT,
                "since goes on with one stream, and this means " + group.links().size() +
                    ": name one symbol and its venue",
                id);
        }
        group.links().forEach(audiences::demand);
        if (group.isComplete())
        {
            answers.answer(group);
        }
    }

    private List<String> patternsOf(
        final Client client, final Channel channel, final Wish wish, final Object id) throws BadCommandException
    {
        final List<String> patterns = wish.symbols().isEmpty() ? ALL : wish.symbols();
        Rights.requireChannel(client.principal().entitlements(), channel, id);
        if (channel.isPrivate())
        {
            catalog.requireAccounts(patterns, client.principal().entitlements(), id);
        }

        return patterns;
    }

    private boolean mayAdd(final Client client, final Entry entry, final Object id)
    {
        if (CommandHandler.hasRoom(client, limits))
        {
            return true;
        }
        final BadCommandException limit = subscriptionLimit(id);
        outlet.reject(client, limit.code(), limit.getMessage() + ": symbol=" + entry.pattern(), id);

        return false;
    }

    /**
     * Make links of the streams that an entry stands for and that the client does not have yet.
     *
     * @param isAsked whether the client asked for it just now, and is told what is wrong.
     * @return whether there is anything of it.
     */
    private boolean join(final Client client, final Entry entry, final SubscribeGroup group, final boolean isAsked)
    {
        final IntArrayList streams = new IntArrayList();
        final boolean isKnown = catalog.streamsOf(
            entry.channel(),
            entry.variant(),
            entry.pattern(),
            entry.wish().venues(),
            client.principal().entitlements(),
            streams::addInt);
        if (!isKnown)
        {
            if (isAsked)
            {
                outlet.reject(
                    client,
                    ErrorCode.INVALID_SYMBOL,
                    "Symbol '" + entry.pattern() + "' not found",
                    group.id());
            }

            return false;
        }

        int had = 0;
        for (int i = 0; i < streams.size(); i++)
        {
            final int streamId = streams.getInt(i);
            if (client.linkOf(streamId) != null)
            {
                had++;
            }
            else if (client.streams() >= limits.streams())
            {
                outlet.reject(
                    client,
                    ErrorCode.SUBSCRIPTION_LIMIT,
                    "a connection has at most " + limits.streams() + " streams: the rest of '" + entry.pattern() +
                        "' is left out; the channel market has all symbols in one",
                    group == null ? null : group.id());

                return true;
            }
            else
            {
                open(client, entry, streamId, group);
            }
        }
        if (isAsked && had > 0 && had == streams.size())
        {
            outlet.reject(
                client,
                ErrorCode.ALREADY_SUBSCRIBED,
                "subscribed already, update changes how: symbol=" + entry.pattern(),
                group.id());

            return false;
        }

        return true;
    }

    private void open(final Client client, final Entry entry, final int streamId, final SubscribeGroup group)
    {
        final Link link = audiences.open(client, entry, streamId, group);
        if (group == null)
        {
            audiences.demand(link);
        }
        else
        {
            group.add(link);
        }
    }

    private void unsubscribeChannel(final Client client, final Command.Unsubscribe command, final Channel channel)
        throws BadCommandException
    {
        final List<Entry> ended = client.entries().stream()
            .filter(entry -> entry.isOf(channel) && isMeant(entry, command.symbols()))
            .toList();
        if (ended.isEmpty())
        {
            throw notSubscribed(channel.wireName(), command.symbols(), command.id());
        }
        ended.forEach(entry -> end(client, entry));
        for (final String symbol : command.symbols())
        {
            if (ended.stream().noneMatch(entry -> isMeant(entry, List.of(symbol))))
            {
                outlet.reject(
                    client,
                    ErrorCode.NOT_SUBSCRIBED,
                    "not subscribed: channel=" + channel.wireName() + " symbol=" + symbol,
                    command.id());
            }
        }
        outlet.reply(client, Reply.of("unsubscribed")
            .with("channel", channel.wireName())
            .with("symbols", ended.stream().map(Entry::pattern).toList())
            .withId(command.id()));
    }

    /**
     * Whether names mean an entry: none means all; a name means it where it is written so, or leads to the same symbol.
     */
    private boolean isMeant(final Entry entry, final List<String> symbols)
    {
        return symbols.isEmpty() || symbols.stream().anyMatch(symbol ->
            symbol.equalsIgnoreCase(entry.pattern()) || catalog.isSame(entry.channel(), symbol, entry.pattern()));
    }

    private static Wish merged(final Entry entry, final Wish change)
    {
        final Wish old = entry.wish();

        return new Wish(
            List.of(entry.pattern()),
            change.channels(),
            change.venues().isEmpty() ? old.venues() : change.venues(),
            change.interval() == null && change.mode() == null ? old.interval() : change.interval(),
            change.depth() == 0 ? old.depth() : change.depth(),
            change.mode() == null && change.interval() == null ? old.mode() : change.mode(),
            0,
            Wish.FROM_NOW,
            change.maxAgeUs() == 0 ? old.maxAgeUs() : change.maxAgeUs(),
            change.disconnectsOnSlow() || old.disconnectsOnSlow(),
            change.wantsSnapshot(),
            change.wantsChecksum() || old.wantsChecksum());
    }

    private BadCommandException subscriptionLimit(final Object id)
    {
        return new BadCommandException(
            ErrorCode.SUBSCRIPTION_LIMIT,
            "a connection has at most " + limits.subscriptions() + " subscriptions",
            id);
    }

    static BadCommandException notSubscribed(
        final String channel, final List<String> symbols, final Object id)
    {
        return new BadCommandException(
            ErrorCode.NOT_SUBSCRIBED, "not subscribed: channel=" + channel + " symbols=" + symbols, id);
    }
}
