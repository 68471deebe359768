package io.tickwire.tools.exchange;

import java.nio.charset.StandardCharsets;

/**
 * What a request is answered.
 *
 * @param status of HTTP.
 * @param body   JSON.
 * Thread: any
 */
record Answer(int status, String body)
{
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    static Answer of(final String body)
    {
        return new Answer(OK, body);
    }

    static Answer notFound()
    {
        return new Answer(NOT_FOUND, "{\"error\":\"there is nothing of this path\"}");
    }

    byte[] bytes()
    {
        final byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        final byte[] head = ("HTTP/1.1 " + status + " " + (status == OK ? "OK" : "Error") +
            "\r\nContent-Type: application/json\r\nContent-Length: " + payload.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
        final byte[] whole = new byte[head.length + payload.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(payload, 0, whole, head.length, payload.length);

        return whole;
    }
}
