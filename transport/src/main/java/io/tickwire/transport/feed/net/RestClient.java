package io.tickwire.transport.feed.net;

import javax.net.ssl.SSLContext;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Asks REST interfaces, so many things of one host at once, and has their answers told on a loop's thread. What comes
 * is read, inflated and bounded aside.
 * Thread: feed-<venue>
 */
public final class RestClient
{
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    static
    {
        // Else the JDK's client tells no proxy who we are that leads to https: by default it keeps "Basic" from them.
        if (System.getProperty(TUNNELING) == null)
        {
            System.setProperty(TUNNELING, "");
        }
    }

    private final NetLoop loop;
    private final RestLimits limits;
    private final HttpClient client;
    private final Optional<String> proxyAuthorization;
    private final Map<String, Host> hosts = new HashMap<>();

    /**
     * @param trust whose certificates are believed.
     */
    public RestClient(
        final NetLoop loop, final SSLContext trust, final Optional<ProxyTarget> proxy, final RestLimits limits)
    {
        this.loop = loop;
        this.limits = limits;
        proxyAuthorization = proxy.flatMap(ProxyTarget::credentials).map(credentials -> "Basic " +
            Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
        final HttpClient.Builder builder = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofMillis(limits.connectMs()))
            .sslContext(trust)
            .executor(loop.offload().threads());
        proxy.ifPresent(known -> builder.proxy(
            ProxySelector.of(InetSocketAddress.createUnresolved(known.host(), known.port()))));
        client = builder.build();
    }

    /**
     * Ask for something; redirects are not followed.
     *
     * @param maxBytes of the answer, inflated.
     * @param answers  is told exactly once, later, unless the loop ends before.
     */
    public void get(final URI uri, final int maxBytes, final Consumer<RestAnswer> answers)
    {
        final Question question = new Question(uri, maxBytes, answers);
        final Host host = hosts.computeIfAbsent(uri.getAuthority(), authority -> new Host());
        if (host.inFlight < limits.maxInFlight())
        {
            ask(host, question);
        }
        else if (host.waiting.size() < limits.maxWaiting())
        {
            host.waiting.addLast(question);
        }
        else
        {
            final RestAnswer refusal = failed("too much is asked of this host already");
            loop.defer(() -> answers.accept(refusal));
        }
    }

    private record Question(URI uri, int maxBytes, Consumer<RestAnswer> answers)
    {
    }

    /**
     * What is asked of one host.
     * Thread: feed-<venue>
     */
    private static final class Host
    {
        private final ArrayDeque<Question> waiting = new ArrayDeque<>();
        private int inFlight;
    }

    private void ask(final Host host, final Question question)
    {
        host.inFlight++;
        final HttpRequest.Builder request = HttpRequest.newBuilder(question.uri())
            .header("Accept-Encoding", "gzip")
            .header("User-Agent", "tickwire");
        proxyAuthorization.ifPresent(value -> request.header("Proxy-Authorization", value));
        final CompletableFuture<HttpResponse<BodyBytes>> response =
            client.sendAsync(request.build(), info -> new BoundedBody(question.maxBytes()));
        final LoopTimer limit = loop.schedule(
            TimeUnit.MILLISECONDS.toNanos(limits.answerMs()), () -> response.cancel(true));
        response
            .handle((whole, error) -> error == null ? answer(whole, question.maxBytes()) : failed(reasonOf(error)))
            .thenAccept(answer -> loop.executeSurely(() -> onAnswer(host, question, limit, answer)));
    }

    private void onAnswer(
        final Host host, final Question question, final LoopTimer limit, final RestAnswer answer)
    {
        limit.cancel();
        host.inFlight--;
        final Question next = host.waiting.pollFirst();
        if (next != null)
        {
            ask(host, next);
        }
        question.answers().accept(answer);
    }

    private RestAnswer answer(final HttpResponse<BodyBytes> response, final int maxBytes)
    {
        final String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        final BodyBytes body;
        switch (encoding)
        {
            case "identity" -> body = response.body();
            case "gzip", "x-gzip" -> body = response.body().inflated(maxBytes);
            default ->
            {
                return failed("an encoding that was not asked for: " + encoding);
            }
        }
        if (body == null)
        {
            return failed("what was sent as gzip is none, or of more than " + maxBytes + " bytes");
        }

        return new RestAnswer(
            response.statusCode(),
            body.padded(),
            body.length(),
            RetryAfter.ms(response.headers().firstValue("Retry-After").orElse(null), Instant.now()),
            "",
            loop.receiveTimeNs());
    }

    private RestAnswer failed(final String reason)
    {
        final BodyBytes nothing = new BodyBytes();

        return new RestAnswer(0, nothing.padded(), 0, 0, reason, loop.receiveTimeNs());
    }

    private String reasonOf(final Throwable error)
    {
        final Throwable cause =
            error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (cause instanceof CancellationException)
        {
            return "it took more than " + limits.answerMs() + " ms";
        }

        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
