package io.tickwire.transport.http;

import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import org.xnio.XnioExecutor;

import java.util.concurrent.TimeUnit;

/**
 * A request whose answer comes from other threads. Nobody waits: it is answered on its I/O thread once all is there,
 * or, where that takes too long, with 503.
 * Thread: io-<n>
 */
final class Pending
{
    private static final long PATIENCE_MS = 5_000;

    private final HttpServerExchange exchange;
    private final XnioExecutor.Key timer;
    private boolean isAnswered;

    /**
     * To be made in a task that the exchange was dispatched to.
     */
    Pending(final HttpServerExchange exchange)
    {
        this.exchange = exchange;
        timer = exchange.getIoThread().executeAfter(this::fail, PATIENCE_MS, TimeUnit.MILLISECONDS);
    }

    /**
     * Go on with something on the exchange's thread, unless it was answered. Any thread calls this.
     */
    void execute(final Runnable step)
    {
        exchange.getIoThread().execute(() ->
        {
            if (!isAnswered)
            {
                step.run();
            }
        });
    }

    /**
     * Answer, unless that was done.
     */
    void answer(final Reply reply)
    {
        if (!isAnswered)
        {
            isAnswered = true;
            timer.remove();
            Responses.json(exchange, reply);
        }
    }

    /**
     * There is no answer.
     */
    void fail()
    {
        if (!isAnswered)
        {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            answer(Reply.error(ErrorCode.NOT_AVAILABLE, "the server is too busy: ask again later", null));
        }
    }
}
