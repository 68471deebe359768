package io.tickwire.transport.shard;

import io.tickwire.transport.access.Limits;
import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ChannelNames;
import io.tickwire.transport.protocol.Command;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;

import java.util.concurrent.TimeUnit;

/**
 * Does what clients ask for, and answers.
 * Thread: io-<n>
 */
final class CommandHandler
{
    private static final String PUBLISHED = "published";

    private final Outlet outlet;
    private final Subscriber subscriber;
    private final StreamResyncs resyncs;
    private final Requests requests;
    private final ServerFacts facts;
    private final IdentityChange identityChange;
    private final ReplayDriver replay;

    /**
     * @param replay that clients steer; null: there is none.
     */
    CommandHandler(
        final Outlet outlet,
        final Subscriber subscriber,
        final StreamResyncs resyncs,
        final Requests requests,
        final ServerFacts facts,
        final IdentityChange identityChange,
        final ReplayDriver replay)
    {
        this.outlet = outlet;
        this.subscriber = subscriber;
        this.resyncs = resyncs;
        this.requests = requests;
        this.facts = facts;
        this.identityChange = identityChange;
        this.replay = replay;
    }

    void onCommand(final Client client, final Command command)
    {
        try
        {
            if (command instanceof final Command.Ping ping)
            {
                pong(client, ping);
            }
            else if (command instanceof final Command.Publish publish)
            {
                publish(client, publish);
            }
            else if (command instanceof Command.Auth)
            {
                throw new BadCommandException(
                    ErrorCode.NOT_AVAILABLE, "this server knows no identities: nothing needs a token", command.id());
            }
            else if (!(command instanceof Command.Pong))
            {
                Rights.require(Role.READER, client.principal(), command.id());
                read(client, command);
            }
        }
        catch (final BadCommandException ex)
        {
            outlet.reject(client, ex.code(), ex.getMessage(), ex.id());
        }
    }

    /**
     * A client is somebody from now on.
     */
    void onAuthenticated(final Client client, final Object id, final Principal principal)
    {
        client.become(principal);
        final Reply authenticated = Reply.of("authenticated")
            .with("principal", principal.name())
            .with("roles", principal.roles().stream().sorted().map(Role::wireName).toList());
        if (principal.expiresAtMs() != Principal.NEVER)
        {
            authenticated.with("expires_at", principal.expiresAtMs());
        }
        // In its place: whatever comes after it is for who the client is now.
        outlet.tell(client, authenticated.withId(id));
        identityChange.onChanged(client);
    }

    private void read(final Client client, final Command command) throws BadCommandException
    {
        if (command instanceof final Command.Subscribe subscribe)
        {
            subscriber.subscribe(client, subscribe.id(), subscribe.wish());
        }
        else if (command instanceof final Command.Unsubscribe unsubscribe)
        {
            subscriber.unsubscribe(client, unsubscribe);
        }
        else if (command instanceof final Command.Update update)
        {
            subscriber.update(client, update.id(), update.wish());
        }
        else if (command instanceof final Command.Request request)
        {
            requests.onRequest(client, request);
        }
        else if (command instanceof final Command.Resync resync)
        {
            resyncs.onResync(client, resync);
        }
        else if (command instanceof final Command.ReplayControl control)
        {
            if (replay == null)
            {
                throw new BadCommandException(
                    ErrorCode.REPLAY_UNAVAILABLE, "nothing is replayed here: see /ws/replay", command.id());
            }
            outlet.reply(client, replay.control(control).withId(control.id()));
        }
    }

    private void pong(final Client client, final Command.Ping ping)
    {
        final long receivedUs = TimeUnit.NANOSECONDS.toMicros(requests.clock().nanoTime());
        final Reply pong = Reply.of("pong")
            .with("timestamp", TimeUnit.MICROSECONDS.toMillis(receivedUs))
            .with("t_in", receivedUs)
            .with("t_out", TimeUnit.NANOSECONDS.toMicros(requests.clock().nanoTime()));
        if (ping.timestamp() != null)
        {
            pong.with("client_timestamp", ping.timestamp());
        }
        outlet.reply(client, pong.withId(ping.id()));
    }

    private void publish(final Client client, final Command.Publish publish) throws BadCommandException
    {
        Rights.require(Role.PUBLISHER, client.principal(), publish.id());
        if (!ChannelNames.isOfPublishers(publish.channel()))
        {
            throw new BadCommandException(
                ErrorCode.INVALID_CHANNEL,
                "only broadcast and broadcast.NAME can be published to: channel=" + publish.channel(),
                publish.id());
        }
        Rights.requireTopic(client.principal().entitlements(), publish.channel(), publish.id());
        final String from = client.principal().isNamed() ? client.principal().name() : client.session().name();
        if (!facts.publish(from, publish))
        {
            throw new BadCommandException(ErrorCode.NOT_AVAILABLE, "too busy: publish again later", publish.id());
        }
        outlet.reply(client, Reply.of(PUBLISHED).with("channel", publish.channel()).withId(publish.id()));
    }

    /**
     * How many subscriptions a client may have.
     */
    static boolean hasRoom(final Client client, final Limits.Messages limits)
    {
        return client.entries().size() + client.topics().size() < limits.subscriptions();
    }
}
