package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureFormat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How captures of a venue are known, which decoders read them, and in which words their results are told: what differs
 * from venue to venue is all here, and in the table of {@link VenueViews}.
 * Thread: any
 */
final class VenueView
{
    /**
     * What else is told of a venue's books and messages.
     * Thread: any
     */
    enum Trait
    {
        /** A whole book counts as applied, too. */
        SNAPSHOTS_ARE_APPLIED,

        /** Answers to requests for books are counted among the kinds of messages. */
        ANSWERS_ARE_COUNTED,

        /** A book counts as live only from the first change that follows its snapshot. */
        LIVE_FROM_FIRST_DELTA,

        /** Deletes of levels that are not there are counted. */
        UNKNOWN_DELETES_ARE_COUNTED,

        /** Best levels are held against quotes. */
        BOOKS_ARE_CHECKED,

        /** What a book is compared with are later snapshots; changes before the first are not counted. */
        BOOKS_ARE_CHECKED_BY_SNAPSHOTS,

        /** It is binary: frames are counted, and the last of each symbol and type is told as it is. */
        FRAMES_ARE_TOLD,

        /** Tickers are counted by ticks of 24 hours' figures, not by quotes. */
        TICKERS_ARE_COUNTED,

        /** A side that is not there has the price 0. */
        NO_PRICE_IS_ZERO,

        /** What of a ticker is not known is left out. */
        UNKNOWN_IS_LEFT_OUT,

        /** Books stand by themselves, under their symbols' names and depths. */
        BOOKS_ARE_NAMED_BY_DEPTH
    }

    /**
     * Which connections a venue's decoder reads.
     *
     * @param address expression that their addresses have.
     * @param venue   whose decoder.
     * @param prefix  of their symbols' names.
     * Thread: any
     */
    record Route(Pattern address, String venue, String prefix)
    {
    }

    private final List<String> names;
    private final List<Route> routes = new ArrayList<>();
    private final List<Pattern> hosts = new ArrayList<>();
    private final List<Pattern> contents = new ArrayList<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private Set<CaptureFormat> formats = EnumSet.complementOf(EnumSet.of(CaptureFormat.SBE, CaptureFormat.PCAPNG));
    private TimeForm times = TimeForm.MILLIS;
    private List<TickerColumn> ticker = List.of();
    private List<CandleColumn> candles = List.of();

    /**
     * @param names by which it is asked for; the first is the one that it is told by.
     */
    VenueView(final String... names)
    {
        this.names = List.of(names);
    }

    /** What no route before this one takes is read by this venue's decoder. */
    VenueView readBy(final String venue)
    {
        return readBy(venue, "", "");
    }

    /** Connections whose address has this expression are read by this venue's decoder. */
    VenueView readBy(final String venue, final String address, final String prefix)
    {
        routes.add(new Route(Pattern.compile(address), venue, prefix));

        return this;
    }

    /** It is this venue where the address of a connection or a request has this expression. */
    VenueView at(final String host)
    {
        hosts.add(Pattern.compile(host));

        return this;
    }

    /** It is this venue where no address is known and a message has this expression. */
    VenueView saying(final String content)
    {
        contents.add(Pattern.compile(content));

        return this;
    }

    VenueView in(final CaptureFormat first, final CaptureFormat... rest)
    {
        formats = EnumSet.of(first, rest);

        return this;
    }

    VenueView with(final Trait first, final Trait... rest)
    {
        traits.addAll(EnumSet.of(first, rest));

        return this;
    }

    VenueView times(final TimeForm form)
    {
        times = form;

        return this;
    }

    VenueView ticker(final TickerColumn... columns)
    {
        ticker = List.of(columns);

        return this;
    }

    VenueView candles(final CandleColumn... columns)
    {
        candles = List.of(columns);

        return this;
    }

    String name()
    {
        return names.get(0);
    }

    List<String> names()
    {
        return names;
    }

    boolean isIn(final CaptureFormat format)
    {
        return formats.contains(format);
    }

    boolean isAt(final String url)
    {
        return hosts.stream().anyMatch(host -> host.matcher(url).find());
    }

    boolean says(final String message)
    {
        return contents.stream().anyMatch(content -> content.matcher(message).find());
    }

    boolean has(final Trait trait)
    {
        return traits.contains(trait);
    }

    TimeForm times()
    {
        return times;
    }

    List<TickerColumn> ticker()
    {
        return ticker;
    }

    List<CandleColumn> candles()
    {
        return candles;
    }

    /** The names of the venues whose decoders read its captures. */
    List<String> venues()
    {
        return routes.stream().map(Route::venue).toList();
    }

    /**
     * Who reads a connection.
     *
     * @param url null where its address is not known.
     */
    Route route(final String url)
    {
        final String address = url == null ? "" : url;

        return routes.stream()
            .filter(route -> route.address().matcher(address).find())
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("nobody reads this address: " + address));
    }
}
