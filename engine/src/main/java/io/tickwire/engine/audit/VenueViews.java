package io.tickwire.engine.audit;

import io.tickwire.engine.audit.VenueView.Trait;
import io.tickwire.engine.capture.CaptureFormat;

import java.util.List;

import static io.tickwire.engine.audit.TickerColumn.ASK;
import static io.tickwire.engine.audit.TickerColumn.ASK_PRICE;
import static io.tickwire.engine.audit.TickerColumn.BID;
import static io.tickwire.engine.audit.TickerColumn.BID_PRICE;
import static io.tickwire.engine.audit.TickerColumn.HIGH;
import static io.tickwire.engine.audit.TickerColumn.LAST;
import static io.tickwire.engine.audit.TickerColumn.LOW;
import static io.tickwire.engine.audit.TickerColumn.MARK;
import static io.tickwire.engine.audit.TickerColumn.OPEN;
import static io.tickwire.engine.audit.TickerColumn.QUOTE_TIME;
import static io.tickwire.engine.audit.TickerColumn.SEQUENCE;
import static io.tickwire.engine.audit.TickerColumn.TICKER_TIME;
import static io.tickwire.engine.audit.TickerColumn.UPDATE_ID;
import static io.tickwire.engine.audit.TickerColumn.VOLUME;
import static io.tickwire.engine.audit.TickerColumn.VWAP;

/**
 * The table of venues whose captures can be audited.
 * Thread: any
 */
final class VenueViews
{
    /** Where no address tells a venue, the first that knows a message is it. */
    static final List<VenueView> ALL = List.of(
        new VenueView("coinbase", "coinbase_exchange")
            .readBy("coinbase")
            .at("ws-feed.*coinbase").at("api\\.(pro|exchange)\\.coinbase")
            .saying("\"type\":\\s*\"(l2update|snapshot|match|last_match|ticker)\".*\"product_id\":")
            .times(TimeForm.ISO_MICROS)
            .with(Trait.TICKERS_ARE_COUNTED)
            .ticker(LAST, BID_PRICE, ASK_PRICE, OPEN, VOLUME, LOW, HIGH, SEQUENCE));

    private VenueViews()
    {
    }

    /**
     * The view of a venue's captures in a format.
     *
     * @throws IllegalArgumentException where there is none.
     */
    static VenueView of(final String name, final CaptureFormat format)
    {
        final String wanted = name.replace('-', '_');

        return ALL.stream()
            .filter(view -> view.isIn(format) && view.names().contains(wanted))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no venue of this name is recorded in " +
                format.label() + ": venue=" + name + ", venues=" +
                ALL.stream().filter(view -> view.isIn(format)).map(VenueView::name).toList()));
    }
}
