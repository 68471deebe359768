package io.tickwire.client;

import io.tickwire.client.view.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.SSLContext;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * TLS, with the server's own certificate of development, which is one for 127.0.0.1 and not for 127.0.0.2.
 */
@Timeout(120)
class TlsTest
{
    @TempDir
    private Path data;
    private final RecordingListener all = new RecordingListener();
    private Server server;

    @BeforeEach
    void start()
    {
        server = new Server("tls.listeners=127.0.0.1:0,127.0.0.2:0", "server.data=" + data);
    }

    @AfterEach
    void stop()
    {
        server.close();
    }

    @Test
    void shouldReadThroughTls() throws Exception
    {
        try (TickwireClient client = TickwireClient.connect(config("127.0.0.1").with(trust()), all))
        {
            shouldRead(client);
        }
        assertEquals(List.of("1000 "), all.closes);
    }

    @Test
    void shouldNotTalkWithWhomNobodyVouchesFor()
    {
        shouldBeRefused(config("127.0.0.1"));
    }

    @Test
    void shouldNotTalkWithWhomTheCertificateIsNotOf() throws Exception
    {
        shouldBeRefused(config("127.0.0.2").with(trust()));
    }

    @Test
    void shouldTalkWithAnyHostWhereThatIsAskedFor() throws Exception
    {
        try (TickwireClient client = TickwireClient.connect(
            config("127.0.0.2").with(trust()).withoutHostVerification(), all))
        {
            shouldRead(client);
        }
    }

    private void shouldRead(final TickwireClient client)
    {
        client.subscribe(Subscription.of(Channel.BOOK, "*").asDeltas().withChecksum());
        Server.await(() -> all.count(Channel.BOOK) > 500, () -> all.counts + "" + all.errors + all.closes);

        assertEquals(List.of(), all.errors);
    }

    private void shouldBeRefused(final ClientConfig config)
    {
        try (TickwireClient client = TickwireClient.connect(config, all))
        {
            Server.await(() -> !all.errors.isEmpty(), () -> "no error" + client.getMetrics());
        }
        assertEquals("1006", all.errors.get(0).substring(0, 4), all.errors::toString);
        assertEquals(0, all.opens.get());
    }

    private ClientConfig config(final String host)
    {
        return ClientConfig.of("wss://" + host + ":" + server.tlsPort(host) + "/ws")
            .with(ClientTiming.defaults().withoutReconnect());
    }

    private SSLContext trust() throws Exception
    {
        return ServerTrust.of(data.resolve("tls").resolve("development.pem"));
    }
}
