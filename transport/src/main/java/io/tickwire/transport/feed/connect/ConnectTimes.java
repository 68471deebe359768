package io.tickwire.transport.feed.connect;

import java.util.concurrent.TimeUnit;

/**
 * How long a connector is patient with what.
 *
 * @param lookNs     between two looks at everything.
 * @param answerNs   with a subscription that is not answered.
 * @param endNs      with a stream that is to end.
 * @param settledNs  until a connection that works is believed to go on working.
 * @param silentNs   with a connection by which nothing comes, until it is asked whether anybody is there.
 * @param pongNs     with the answer to that.
 * @param snapshotNs with a snapshot that is to come by itself.
 * @param againNs    until what was refused is asked for again.
 * Thread: any
 */
record ConnectTimes(
    long lookNs,
    long answerNs,
    long endNs,
    long settledNs,
    long silentNs,
    long pongNs,
    long snapshotNs,
    long againNs)
{
    static ConnectTimes defaults()
    {
        return new ConnectTimes(
            TimeUnit.SECONDS.toNanos(1),
            TimeUnit.SECONDS.toNanos(10),
            TimeUnit.SECONDS.toNanos(3),
            TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(30),
            TimeUnit.SECONDS.toNanos(10),
            TimeUnit.SECONDS.toNanos(3),
            TimeUnit.MINUTES.toNanos(5));
    }
}
