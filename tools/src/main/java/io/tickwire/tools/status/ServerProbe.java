package io.tickwire.tools.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Asks a server how it is, over HTTP and a WebSocket.
 * Thread: conductor
 */
public final class ServerProbe implements AutoCloseable
{
    private static final long TIMEOUT_MS = 5_000;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_WELL = 503;

    private final ObjectMapper mapper = new ObjectMapper();
    private final ServerAddress address;
    private final String token;
    private final HttpClient client;
    private StageQuestion stages;

    /**
     * @param token empty: none.
     * @param trust null: as this machine does.
     */
    public ServerProbe(final ServerAddress address, final String token, final SSLContext trust)
    {
        this.address = address;
        this.token = token;
        final HttpClient.Builder builder =
            HttpClient.newBuilder().connectTimeout(Duration.ofMillis(TIMEOUT_MS)).version(HttpClient.Version.HTTP_1_1);
        client = (trust == null ? builder : builder.sslContext(trust)).build();
    }

    /**
     * Ask it.
     *
     * @throws ProbeException where it does not answer, or not to us.
     */
    public Sample take() throws ProbeException, InterruptedException
    {
        final HttpResponse<String> health = get("/health");
        check("/health", health.statusCode() == OK || health.statusCode() == NOT_WELL, health);
        final HttpResponse<String> metrics = get("/metrics");
        final long takenNs = System.nanoTime();
        check("/metrics", metrics.statusCode() == OK, metrics);
        final HttpResponse<String> connections = get("/admin/connections?limit=1000");
        final JsonNode measured = stages();

        return new Sample(
            takenNs,
            stages == null ? mapper.missingNode() : stages.welcome(),
            json(health),
            Exposition.parse(metrics.body()),
            measured,
            connections.statusCode() == OK ? json(connections).path("connections") : mapper.missingNode());
    }

    /**
     * Where the server does not let us in by a WebSocket, the rest can still be told.
     */
    private JsonNode stages() throws InterruptedException
    {
        try
        {
            if (stages == null)
            {
                stages = StageQuestion.connect(client, address.ws(), token, TIMEOUT_MS, mapper);
            }

            return stages.ask();
        }
        catch (final TimeoutException ex)
        {
            close();

            return mapper.missingNode();
        }
    }

    private HttpResponse<String> get(final String path) throws ProbeException, InterruptedException
    {
        final HttpRequest.Builder request =
            HttpRequest.newBuilder(address.http().resolve(path)).timeout(Duration.ofMillis(TIMEOUT_MS));
        if (!token.isEmpty())
        {
            request.header("Authorization", "Bearer " + token);
        }
        try
        {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (final IOException ex)
        {
            throw new ProbeException(address.http() + ": " + why(ex), ex);
        }
    }

    private static String why(final IOException ex)
    {
        if (ex instanceof ConnectException && ex.getCause() != null &&
            ex.getCause().getCause() instanceof UnresolvedAddressException)
        {
            return "there is no host of that name";
        }
        if (ex instanceof HttpConnectTimeoutException)
        {
            return "no connection within " + TIMEOUT_MS / 1_000 + " s: a firewall, or a host that is down";
        }
        if (ex instanceof ConnectException)
        {
            return "nobody listens there: is the server running? 'tickwire serve' starts one";
        }
        if (ex instanceof HttpTimeoutException)
        {
            return "it is connected, but does not answer within " + TIMEOUT_MS / 1_000 + " s";
        }
        if (ex instanceof SSLException)
        {
            return String.valueOf(ex.getMessage()).contains("plaintext") ?
                "it does not speak TLS there: try http://" :
                "its certificate is not trusted, or it does not speak TLS there (" + ex.getMessage() +
                    "): name its certificate by --ca FILE, or look with --insecure";
        }

        return "it does not answer as a server would: " + ex.getMessage();
    }

    private void check(final String path, final boolean isRight, final HttpResponse<String> answer)
        throws ProbeException
    {
        if (isRight)
        {
            return;
        }
        final String why = switch (answer.statusCode())
        {
            case UNAUTHORIZED -> token.isEmpty() ?
                "a token is needed (401): --token-file FILE, --token TOKEN or the variable TICKWIRE_TOKEN" :
                "the token is not valid there (401): it may have ended, or be for another server";
            case FORBIDDEN -> "who the token is of may not read (403): it needs the role reader";
            default -> "HTTP " + answer.statusCode() + ": is it a tickwire server?";
        };

        throw new ProbeException(address.http() + path + ": " + why, null);
    }

    private JsonNode json(final HttpResponse<String> answer) throws ProbeException
    {
        try
        {
            return mapper.readTree(answer.body());
        }
        catch (final IOException ex)
        {
            throw new ProbeException(address.http() + ": what it says is no JSON: is it a tickwire server?", ex);
        }
    }

    @Override
    public void close()
    {
        if (stages != null)
        {
            stages.close();
            stages = null;
        }
    }
}
