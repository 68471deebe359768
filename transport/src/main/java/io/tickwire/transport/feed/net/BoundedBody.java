package io.tickwire.transport.feed.net;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Takes in the body of an answer, and ends it where it is too long.
 * Thread: any, one at a time
 */
final class BoundedBody implements BodySubscriber<BodyBytes>
{
    private final int maxBytes;
    private final BodyBytes bytes = new BodyBytes();
    private final CompletableFuture<BodyBytes> whole = new CompletableFuture<>();
    private Flow.Subscription subscription;

    BoundedBody(final int maxBytes)
    {
        this.maxBytes = maxBytes;
    }

    @Override
    public CompletionStage<BodyBytes> getBody()
    {
        return whole;
    }

    @Override
    public void onSubscribe(final Flow.Subscription subscription)
    {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(final List<ByteBuffer> parts)
    {
        for (final ByteBuffer part : parts)
        {
            if (part.remaining() > maxBytes - bytes.length())
            {
                subscription.cancel();
                whole.completeExceptionally(new IOException("an answer of more than " + maxBytes + " bytes"));

                return;
            }
            bytes.add(part);
        }
    }

    @Override
    public void onError(final Throwable error)
    {
        whole.completeExceptionally(error);
    }

    @Override
    public void onComplete()
    {
        whole.complete(bytes);
    }
}
