package io.tickwire.transport.feed.venue;

import java.util.List;
import java.util.SplittableRandom;

/**
 * JSON that means nothing, of words that do: objects and lists of any form, some of them cut off.
 */
final class Garbage
{
    /** What venues write in their answers, as names and as values. */
    static final List<String> WORDS = List.of(
        "id", "result", "error", "code", "msg", "data", "e", "serverShutdown", "method", "subscribe", "unsubscribe",
        "success", "channel", "symbol", "req_id", "status", "event", "arg", "instId", "connId", "notice", "64008",
        "60014", "op", "ret_msg", "info", "platform", "subscribed", "unsubscribed", "chanId", "subId", "key",
        "bts:subscription_succeeded", "bts:request_reconnect", "bts:error", "params", "message", "request", "args",
        "type", "subscriptions", "channels", "name", "product_ids", "events", "reason", "Failed to subscribe",
        "subscriptionStatus", "pair", "channelName", "errorMessage", "systemStatus", "reqid", "jsonrpc", "",
        "rate limit");
    private static final int MAX_DEPTH = 4;

    private final SplittableRandom random;
    private final List<String> words;

    Garbage(final SplittableRandom random, final List<String> words)
    {
        this.random = random;
        this.words = words;
    }

    String message()
    {
        final String whole = value(0);

        return random.nextInt(10) == 0 ? whole.substring(0, random.nextInt(whole.length() + 1)) : whole;
    }

    private String value(final int depth)
    {
        return switch (random.nextInt(depth < MAX_DEPTH ? 9 : 6))
        {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> Integer.toString(random.nextInt(8));
            case 2 -> random.nextBoolean() ? "true" : "null";
            case 3 -> random.nextInt(20) + ".5e3";
            case 4, 5 -> word();
            case 6 -> list(depth);
            default -> object(depth);
        };
    }

    private String word()
    {
        return '"' + words.get(random.nextInt(words.size())) + '"';
    }

    private String list(final int depth)
    {
        final StringBuilder text = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--)
        {
            text.append(value(depth + 1)).append(i == 1 ? "" : ",");
        }

        return text.append(']').toString();
    }

    private String object(final int depth)
    {
        final StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(6); i > 0; i--)
        {
            text.append(word()).append(':').append(value(depth + 1)).append(i == 1 ? "" : ",");
        }

        return text.append('}').toString();
    }
}
