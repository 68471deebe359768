package io.tickwire.engine.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A venue's decoder on a ring of its own, and what comes out of it.
 */
public final class FeedProbe extends TickProbe implements FeedControl
{
    /** What the decoder asked for. */
    public final List<String> requests = new ArrayList<>();
    public final List<InstrumentReader.Listing> listings = new ArrayList<>();

    /** What came of the connection. */
    public final List<String> controls = new ArrayList<>();

    private final VenueFeed feed;
    private final FeedDecoder decoder;

    public FeedProbe(final Venue venue)
    {
        this(venue, -8, -8);
    }

    /**
     * @param slots of the ring: as many ticks as one message makes at the most.
     */
    public FeedProbe(final Venue venue, final int slots)
    {
        this(venue, -8, -8, slots);
    }

    public FeedProbe(final Venue venue, final int priceExponent, final int quantityExponent)
    {
        this(venue, priceExponent, quantityExponent, SLOTS);
    }

    private FeedProbe(final Venue venue, final int priceExponent, final int quantityExponent, final int slots)
    {
        super(priceExponent, quantityExponent, slots);
        feed = new VenueFeed(venue, 1, this::symbol, new TickWriter(publisher()), this);
        decoder = venue.newDecoder(feed);
        decoder.onConnected();
    }

    public VenueFeed feed()
    {
        return feed;
    }

    public FeedDecoder decoder()
    {
        return decoder;
    }

    public long count(final FeedCounter counter)
    {
        return feed.stats().get(counter);
    }

    public long messages(final String kind)
    {
        return feed.stats().messages(feed.stats().kinds().indexOf(kind));
    }

    /** A text message comes. */
    public FeedProbe text(final String message)
    {
        return bytes(message.getBytes(StandardCharsets.UTF_8));
    }

    /** A message comes. */
    public FeedProbe bytes(final byte[] message)
    {
        decoder.onMessage(message, 0, message.length, tickNs());

        return drain();
    }

    /** A message comes that stands within a buffer, with its padding behind it. */
    public FeedProbe within(final byte[] buffer, final int offset, final int length)
    {
        decoder.onMessage(buffer, offset, length, tickNs());

        return drain();
    }

    /** A REST answer comes. */
    public FeedProbe snapshot(final String venueSymbol, final String body)
    {
        return answer(venueSymbol, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A REST answer comes. */
    public FeedProbe answer(final String venueSymbol, final byte[] body)
    {
        decoder.onSnapshot(venueSymbol, body, 0, body.length, tickNs());

        return drain();
    }

    /** The connection goes, and another one comes. */
    public FeedProbe reconnect()
    {
        decoder.onDisconnected();
        decoder.onConnected();

        return drain();
    }

    @Override
    public void onListing(final InstrumentReader.Listing listing)
    {
        listings.add(listing);
    }

    @Override
    public void requestSnapshot(final Instrument instrument)
    {
        requests.add("snapshot " + instrument.venueSymbol());
    }

    @Override
    public void reconnect(final String reason)
    {
        requests.add("reconnect " + reason);
    }

    @Override
    public void answerTest()
    {
        requests.add("answer");
    }

    @Override
    public void onControl(final byte[] buffer, final int offset, final int length)
    {
        controls.add(new String(buffer, offset, length, StandardCharsets.UTF_8));
    }

    /** Read what has come other than by a message. */
    public FeedProbe look()
    {
        return drain();
    }

    private FeedProbe drain()
    {
        read();

        return this;
    }
}
