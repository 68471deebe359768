package io.tickwire.client;

import io.tickwire.client.view.Channel;

/**
 * Messages of a stream that do not come.
 *
 * @param from   the first; -1: not known.
 * @param to     the last; -1: not known.
 * @param reason as the server has it; {@code unannounced} where it did not say so; {@code unrecoverable}.
 * Thread: any
 */
public record Gap(Channel channel, String symbol, String venue, long from, long to, String reason)
{
}
