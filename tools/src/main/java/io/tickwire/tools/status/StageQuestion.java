package io.tickwire.tools.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a server over its WebSocket how long its stages take, which it tells nowhere else with percentiles. The
 * connection stays, so that a server which is looked at each second is not connected to each second.
 * Thread: conductor
 */
final class StageQuestion implements AutoCloseable
{
    private static final String QUESTION = "{\"type\":\"request\",\"method\":\"stats\",\"timestamp\":0}";
    private static final int MAX_WAITING = 64;

    private final ObjectMapper mapper;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> messages;
    private final long timeoutMs;
    private final JsonNode welcome;

    private StageQuestion(
        final ObjectMapper mapper,
        final WebSocket socket,
        final BlockingQueue<JsonNode> messages,
        final long timeoutMs) throws InterruptedException, TimeoutException
    {
        this.mapper = mapper;
        this.socket = socket;
        this.messages = messages;
        this.timeoutMs = timeoutMs;
        welcome = await("welcome");
    }

    /**
     * @param token empty: none.
     * @throws TimeoutException where it is no such server, or says nothing.
     */
    static StageQuestion connect(
        final HttpClient client, final URI uri, final String token, final long timeoutMs, final ObjectMapper mapper)
        throws InterruptedException, TimeoutException
    {
        final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>(MAX_WAITING);
        final WebSocket.Builder builder =
            client.newWebSocketBuilder().connectTimeout(Duration.ofMillis(timeoutMs)).subprotocols("tickwire.v1.json");
        if (!token.isEmpty())
        {
            builder.header("Authorization", "Bearer " + token);
        }
        try
        {
            final WebSocket socket = builder.buildAsync(uri, new Receiver(mapper, messages))
                .get(timeoutMs, TimeUnit.MILLISECONDS);

            return new StageQuestion(mapper, socket, messages, timeoutMs);
        }
        catch (final ExecutionException ex)
        {
            throw (TimeoutException)new TimeoutException(ex.getMessage()).initCause(ex);
        }
    }

    JsonNode welcome()
    {
        return welcome;
    }

    /**
     * @throws TimeoutException where no answer comes.
     */
    JsonNode ask() throws InterruptedException, TimeoutException
    {
        messages.clear();
        socket.sendText(QUESTION, true);
        final JsonNode answer = await("response").path("result").path("stages");

        return answer.isObject() ? answer : mapper.missingNode();
    }

    private JsonNode await(final String type) throws InterruptedException, TimeoutException
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        long leftNs = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (leftNs > 0)
        {
            final JsonNode message = messages.poll(leftNs, TimeUnit.NANOSECONDS);
            if (message != null && type.equals(message.path("type").asText()))
            {
                return message;
            }
            leftNs = deadlineNs - System.nanoTime();
        }

        throw new TimeoutException("no " + type + " came");
    }

    @Override
    public void close()
    {
        socket.abort();
    }

    /**
     * Hands messages on.
     * Thread: any
     */
    private static final class Receiver implements WebSocket.Listener
    {
        private final ObjectMapper mapper;
        private final BlockingQueue<JsonNode> messages;
        private final StringBuilder begun = new StringBuilder();

        Receiver(final ObjectMapper mapper, final BlockingQueue<JsonNode> messages)
        {
            this.mapper = mapper;
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean isLast)
        {
            begun.append(data);
            if (isLast)
            {
                try
                {
                    // What finds no room is what nobody waits for.
                    messages.offer(mapper.readTree(begun.toString()));
                }
                catch (final JsonProcessingException ex)
                {
                    messages.offer(mapper.missingNode());
                }
                begun.setLength(0);
            }
            socket.request(1);

            return null;
        }
    }
}
