package io.tickwire.examples;

import io.tickwire.client.Book;
import io.tickwire.client.ClientConfig;
import io.tickwire.client.ClientListener;
import io.tickwire.client.Encoding;
import io.tickwire.client.Subscription;
import io.tickwire.client.TickwireClient;
import io.tickwire.client.view.BookView;
import io.tickwire.client.view.Channel;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps books over a socket, and tells when one side of a book has many times the quantity of the other. Allocates
 * nothing a message until it has something to tell.
 * Thread: client
 */
public final class BookPressure implements ClientListener
{
    private static final int LEVELS = 5;

    private final double ratio;
    private final PrintStream out;

    BookPressure(final double ratio, final PrintStream out)
    {
        this.ratio = ratio;
        this.out = out;
    }

    /**
     * @param args the server's address, the ratio, symbols: {@code ws://localhost:8765/ws 20 BTC-USDT}.
     */
    public static void main(final String[] args) throws InterruptedException
    {
        final BookPressure strategy = new BookPressure(Double.parseDouble(args[1]), System.out);
        final ClientConfig config = ClientConfig.of(args[0]).with(Encoding.SBE);
        try (TickwireClient client = TickwireClient.connect(config, strategy))
        {
            for (int i = 2; i < args.length; i++)
            {
                client.subscribe(Subscription.of(Channel.BOOK, args[i]).asDeltas());
            }
            new CountDownLatch(1).await();
        }
    }

    @Override
    public void onBook(final BookView update, final Book book)
    {
        long bids = 0;
        long asks = 0;
        for (int i = 0; i < Math.min(LEVELS, Math.min(book.bids(), book.asks())); i++)
        {
            bids += book.bidQuantity(i);
            asks += book.askQuantity(i);
        }
        if (Math.max(bids, asks) > ratio * Math.min(bids, asks))
        {
            out.println(book.symbol() + "@" + book.venue() + (bids > asks ? " buyers " : " sellers ") +
                book.bestBid() + " / " + book.bestAsk());
        }
    }

    @Override
    public void onError(final String code, final String message, final Map<String, Object> details)
    {
        out.println("error " + code + ": " + message);
    }
}
