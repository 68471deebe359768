package io.tickwire.transport;

import io.tickwire.transport.access.Entitlements;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.clients.RealClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whatever principals ask for, in whatever order, also as others, after they came back and with {@code since}: nobody
 * is ever told of an account that is not its own, and of its own everyone is told all.
 */
class PrivacyPropertyTest
{
    private static final List<String> CHANNELS = List.of("orders", "executions", "positions", "account");
    private static final int ACCOUNTS = 8;
    private static final int PRINCIPALS = 6;
    private static final int STEPS = 120;

    private final List<List<String>> owned = new ArrayList<>();
    private final List<RealClient> clients = new ArrayList<>();
    private final TestTokens tokens = new TestTokens();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldTellNobodyOfAnothersAccount(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < PRINCIPALS; i++)
        {
            owned.add(random.ints(0, ACCOUNTS).limit(random.nextInt(4)).distinct()
                .mapToObj(account -> "acc-" + account).toList());
            tokens.with("p" + i, new Entitlements(List.of("*"), List.of("*"), owned.get(i)), Role.READER);
        }
        try (TestServer server = TestServer.start(
            config -> TestServer.quiet(config).with(config.access().with(ServerConfig.Identity.REQUIRED)), tokens))
        {
            server.list("BTCUSDT", "alpha", -2, -6);
            for (int i = 0; i < STEPS; i++)
            {
                step(server, random, i);
            }
            clients.forEach(PrivacyPropertyTest::settle);
            tellLast(server);
            clients.forEach(this::check);
            clients.forEach(RealClient::close);
        }
    }

    private void step(final TestServer server, final Random random, final int step)
    {
        final RealClient client = clients.isEmpty() ? null : clients.get(random.nextInt(clients.size()));
        switch (client == null ? 0 : random.nextInt(8))
        {
            case 0:
                come(server, "p" + random.nextInt(PRINCIPALS));
                break;

            case 1:
                client.send(Map.of("type", "auth", "token", "p" + random.nextInt(PRINCIPALS)));
                break;

            case 2:
                client.send(Map.of("type", "subscribe", "channel", channel(random)));
                break;

            case 3:
                client.send(Map.of(
                    "type", "subscribe", "channel", channel(random), "symbols", List.of(account(random))));
                break;

            case 4:
                client.send(Map.of(
                    "type", "subscribe", "channel", channel(random), "symbols", List.of(account(random)),
                    "since", Map.of("epoch", server.engine().epoch(), "seq", random.nextInt(3))));
                break;

            case 5:
                client.send(Map.of("type", "unsubscribe", "channel", channel(random)));
                break;

            default:
                tick(server, random.nextInt(ACCOUNTS), "o" + step);
                break;
        }
    }

    /** It says again who it is, so that it is told. */
    private void come(final TestServer server, final String token)
    {
        final RealClient client = server.connect("/ws", "tickwire.v1.json", "tickwire.token." + token);
        client.send(Map.of("type", "auth", "token", token));
        clients.add(client);
    }

    /** Everyone sees its own account's last order: those that came before it have come, too. */
    private void tellLast(final TestServer server)
    {
        for (int i = 0; i < ACCOUNTS; i++)
        {
            server.engine().names().accounts().add("acc-" + i);
        }
        for (final RealClient client : clients)
        {
            client.send(Map.of("type", "unsubscribe", "channel", "orders", "id", "u"));
            client.send(Map.of("type", "subscribe", "channel", "orders", "id", "s"));
            client.await(event -> "s".equals(event.path("message").path("id").asString("")), "an answer");
        }
        for (int i = 0; i < ACCOUNTS; i++)
        {
            tick(server, i, "last");
        }
        for (final RealClient client : clients)
        {
            for (int i = 0; i < owned.get(ownerOf(client)).size(); i++)
            {
                client.message("order_update", order -> order.path("order_id").asString().equals("last"));
            }
        }
    }

    /** What comes between two answers to {@code auth} is of the accounts of the first. */
    private void check(final RealClient client)
    {
        int owner = -1;
        for (final JsonNode event : client.events())
        {
            final JsonNode message = event.path("message");
            final String type = message.path("type").asString("");
            if (type.equals("authenticated"))
            {
                owner = number(message.path("principal").asString());
            }
            else if (type.endsWith("_update"))
            {
                final String account = message.path("account").asString();
                assertTrue(owner >= 0 && owned.get(owner).contains(account), () -> client.events().toString());
            }
        }
        final long last = client.messages("order_update").stream()
            .filter(order -> order.path("order_id").asString().equals("last")).count();
        assertEquals(owned.get(ownerOf(client)).size(), last);
    }

    private static void settle(final RealClient client)
    {
        client.send(Map.of("type", "ping", "id", "settled"));
        client.message("pong", pong -> pong.path("id").asString("").equals("settled"));
    }

    private static int ownerOf(final RealClient client)
    {
        final List<JsonNode> answers = client.messages("authenticated");

        return number(answers.get(answers.size() - 1).path("principal").asString());
    }

    private static int number(final String principal)
    {
        return Integer.parseInt(principal.substring(1));
    }

    private static String channel(final Random random)
    {
        return CHANNELS.get(random.nextInt(CHANNELS.size()));
    }

    private static String account(final Random random)
    {
        final String start = random.nextBoolean() ? "acc-" : "ACC-";

        return start + (random.nextInt(4) == 0 ? "*" : random.nextInt(ACCOUNTS));
    }

    /** Accounts appear with their first tick. */
    private static void tick(final TestServer server, final int number, final String id)
    {
        final int account = server.engine().names().accounts().add("acc-" + number);
        server.ticks("BTCUSDT", "alpha").order(account, 105, 20, id, "own");
        server.ticks("BTCUSDT", "alpha").execution(account, 105, 20, 2_500, id);
        server.ticks("BTCUSDT", "alpha").position(account, -30, 105, 12);
        server.ticks("BTCUSDT", "alpha").account(account, "USDT", 10_000_000, 9_000_000);
    }
}
