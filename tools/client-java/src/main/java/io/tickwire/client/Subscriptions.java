package io.tickwire.client;

import io.tickwire.client.view.Channel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the program wants, and what of it the server was asked for. Handles that want the same share it: a symbol is
 * asked for when the first handle wants it, and given up when the last one has gone.
 * Thread: client
 */
final class Subscriptions
{
    private static final String ALL = "";
    private static final int MAX_RESUMED = 8;
    private static final Handle[] NOBODY = {};

    private final List<Handle> handles = new ArrayList<>();
    /** What a name that is no canonical one means. */
    private final Map<String, Set<String>> aliases = new LinkedHashMap<>();
    private int version;

    /** What is asked for in one message: the same but for the symbols. */
    private record Group(String channel, List<String> venues, Map<String, Object> options)
    {
        static Group of(final Subscription wish)
        {
            return new Group(wish.channel(), wish.venues(), wish.options());
        }
    }

    int size()
    {
        return handles.size();
    }

    /**
     * Whether another view of the same book is there already, which could not be told from it.
     *
     * @param isNumbered whether each message says of which stream it is.
     */
    boolean isConflicting(final Subscription wish, final boolean isNumbered)
    {
        return wish.marketChannel() == Channel.BOOK && handles.stream().map(Handle::subscription).anyMatch(other ->
            other.marketChannel() == Channel.BOOK && !other.options().equals(wish.options()) &&
            (!isNumbered || BookDepth.of(other.options()).equals(BookDepth.of(wish.options()))) &&
            overlaps(other, wish));
    }

    private static boolean overlaps(final Subscription one, final Subscription other)
    {
        return names(one).stream().anyMatch(name -> names(other).stream().anyMatch(each ->
            name.equals(ALL) || each.equals(ALL) || Subscription.isNamed(name, each) ||
            Subscription.isNamed(each, name)));
    }

    /**
     * @return what to ask for; null: nothing that is not there.
     */
    Map<String, Object> add(final Handle handle)
    {
        final Group group = Group.of(handle.subscription());
        final List<String> missing = names(handle.subscription()).stream()
            .filter(name -> handles.stream().noneMatch(other ->
                Group.of(other.subscription()).equals(group) && names(other.subscription()).contains(name)))
            .toList();
        handles.add(handle);
        version++;

        return missing.isEmpty() ? null : message("subscribe", group, missing);
    }

    /**
     * @return what to give up; null: nothing.
     */
    Map<String, Object> remove(final Handle handle)
    {
        if (!handles.remove(handle))
        {
            return null;
        }
        version++;
        final Subscription wish = handle.subscription();
        // `unsubscribe` knows no interval and no venue: what another handle of the channel has must stay.
        final List<String> free = names(wish).stream()
            .filter(name -> handles.stream().noneMatch(other ->
                other.subscription().channel().equalsIgnoreCase(wish.channel()) &&
                names(other.subscription()).contains(name)))
            .toList();

        return free.isEmpty() ? null :
            message("unsubscribe", new Group(wish.channel(), List.of(), Map.of()), free);
    }

    /**
     * All that is wanted, in few messages: for another connection.
     *
     * @param epoch what sequences count from; 0: not known.
     */
    List<Map<String, Object>> again(final Streams streams, final long epoch)
    {
        final Map<Group, Set<String>> groups = new LinkedHashMap<>();
        for (final Handle handle : handles)
        {
            groups.computeIfAbsent(Group.of(handle.subscription()), key -> new LinkedHashSet<>())
                .addAll(names(handle.subscription()));
        }
        final List<Map<String, Object>> messages = new ArrayList<>();
        groups.forEach((group, names) ->
        {
            final Subscription wish = new Subscription(
                group.channel, List.copyOf(names), group.venues, group.options);
            final List<StreamState> resumed = epoch == 0 ? List.of() : resumable(streams, wish);
            if (resumed.isEmpty())
            {
                messages.add(message("subscribe", group, List.copyOf(names)));
            }
            for (final StreamState stream : resumed)
            {
                final Map<String, Object> message = message(
                    "subscribe",
                    new Group(
                        group.channel, stream.venue().isEmpty() ? List.of() : List.of(stream.venue()), group.options),
                    List.of(stream.symbol()));
                message.put("since", Map.of("epoch", epoch, "seq", stream.last));
                messages.add(message);
            }
        });

        return messages;
    }

    private List<StreamState> resumable(final Streams streams, final Subscription wish)
    {
        if (!wish.isRawEvents() ||
            wish.symbols().stream().anyMatch(name -> name.isEmpty() || Subscription.isPattern(name)))
        {
            return List.of();
        }
        final List<StreamState> own = streams.all().stream().filter(stream -> wants(wish, stream)).toList();

        return own.size() <= MAX_RESUMED && own.stream().allMatch(stream -> stream.last >= 0) ? own : List.of();
    }

    /**
     * Learn what names mean.
     *
     * @param asked   as they were asked for.
     * @param symbols of the streams, in their order.
     */
    void learn(final List<String> asked, final List<String> symbols)
    {
        final List<String> nameless = asked.stream()
            .filter(name -> symbols.stream().noneMatch(symbol -> Subscription.isNamed(name, symbol)))
            .toList();
        final List<String> unnamed = new ArrayList<>(new LinkedHashSet<>(symbols));
        unnamed.removeIf(symbol -> asked.stream().anyMatch(name -> Subscription.isNamed(name, symbol)));
        for (int i = 0; i < nameless.size(); i++)
        {
            final Set<String> meant = aliases.computeIfAbsent(nameless.get(i), key -> new HashSet<>());
            if (nameless.size() == unnamed.size())
            {
                meant.add(unnamed.get(i));
            }
            else
            {
                meant.addAll(unnamed);
            }
        }
        version++;
    }

    /** See to it that a stream knows who wants it. */
    void attach(final StreamState stream)
    {
        if (stream.handlesVersion != version)
        {
            stream.handlesVersion = version;
            stream.handles = handles.stream()
                .filter(handle -> wants(handle.subscription(), stream))
                .toArray(Handle[]::new);
        }
    }

    /** Of a book's views the first that anybody wants, or else the first of all; null: none is known. */
    StreamState wanted(final StreamState first)
    {
        StreamState stream = first;
        while (stream != null)
        {
            attach(stream);
            if (stream.handles.length > 0)
            {
                return stream;
            }
            stream = stream.other;
        }

        return first;
    }

    /** Those that want anything of a channel. */
    Handle[] of(final Channel channel)
    {
        return channel == null ? NOBODY : handles.stream()
            .filter(handle -> handle.subscription().marketChannel() == channel)
            .toArray(Handle[]::new);
    }

    /**
     * Those that want what is told of an account: what a private channel's subscriptions name is accounts.
     *
     * @param account empty: of all that there are.
     * @param venue   empty: of none, or of all.
     */
    Handle[] of(final Channel channel, final String account, final String venue)
    {
        return channel == null ? NOBODY : handles.stream()
            .filter(handle -> handle.subscription().marketChannel() == channel)
            .filter(handle -> isAt(handle.subscription(), venue))
            .filter(handle -> account.isEmpty() || names(handle.subscription()).stream().anyMatch(name ->
                name.equals(ALL) || Subscription.isNamed(name, account)))
            .toArray(Handle[]::new);
    }

    private static boolean isAt(final Subscription wish, final String venue)
    {
        return wish.venues().isEmpty() || venue.isEmpty() || wish.venues().contains(venue);
    }

    /** Whether each message of an event stream is asked for; what nobody asked for is told as it comes. */
    boolean isRaw(final StreamState stream)
    {
        attach(stream);
        boolean isRaw = stream.handles.length > 0;
        for (final Handle handle : stream.handles)
        {
            isRaw &= handle.subscription().isRawEvents();
        }

        return isRaw;
    }

    boolean wantsChecksum(final StreamState stream)
    {
        boolean wants = false;
        for (final Handle handle : stream.handles)
        {
            wants |= Boolean.TRUE.equals(handle.subscription().options().get("checksum"));
        }

        return wants;
    }

    private boolean wants(final Subscription wish, final StreamState stream)
    {
        if (wish.marketChannel() != stream.channel() || wish.intervalSeconds() != stream.intervalSeconds() ||
            !isAt(wish, stream.venue()) ||
            stream.view != null && !stream.view.equals(BookDepth.of(wish.options())))
        {
            return false;
        }
        final String symbol = stream.symbol();

        return wish.symbols().isEmpty() || symbol.isEmpty() || wish.symbols().stream().anyMatch(name ->
            name.isEmpty() || Subscription.isNamed(name, symbol) ||
            aliases.getOrDefault(name, Set.of()).contains(symbol));
    }

    private static List<String> names(final Subscription wish)
    {
        return wish.symbols().isEmpty() ? List.of(ALL) : wish.symbols();
    }

    private static Map<String, Object> message(final String type, final Group group, final List<String> names)
    {
        final Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", type);
        message.put("channel", group.channel);
        if (!names.contains(ALL))
        {
            message.put("symbols", names);
        }
        if (!group.venues.isEmpty())
        {
            message.put("venues", group.venues);
        }
        message.putAll(group.options);

        return message;
    }
}
