package io.tickwire.transport.feed.net;

/**
 * What a REST interface answered.
 *
 * @param status        of HTTP; 0: there was no answer that can be used, for the reason that is told.
 * @param body          from 0 to length, and behind that at least
 *                      {@link io.tickwire.engine.feed.json.JsonReader#PADDING} bytes more; it is the listener's.
 * @param retryAfterMs  how long not to ask again; 0: it did not say.
 * @param reason        of status 0, for people.
 * @param receiveTimeNs when all of it was there, since 1970.
 * Thread: any
 */
public record RestAnswer(
    int status, byte[] body, int length, long retryAfterMs, String reason, long receiveTimeNs)
{
    private static final int OK = 200;

    public boolean isOk()
    {
        return status == OK;
    }
}
