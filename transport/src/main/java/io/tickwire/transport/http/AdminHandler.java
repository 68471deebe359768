package io.tickwire.transport.http;

import io.tickwire.transport.access.Principal;
import io.tickwire.transport.access.RefusedTokenException;
import io.tickwire.transport.access.Role;
import io.tickwire.transport.log.LogSetup;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.protocol.TextFields;
import io.tickwire.transport.session.Session;
import io.tickwire.transport.shard.EgressShard;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What administrators see and do: connections, their ends, the log, the server's end. To all others none of it is
 * there. What is done is logged with the name of who did it.
 * Thread: io-<n>
 */
public final class AdminHandler
{
    static final String PATH = "/admin/";

    private static final Logger LOGGER = LoggerFactory.getLogger(AdminHandler.class);
    private static final int MAX_BODY_BYTES = 4_096;
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final Pattern CONNECTION = Pattern.compile("c([0-9]{1,18})");
    private static final Pattern DISCONNECT = Pattern.compile(PATH + "connections/([^/]*)/disconnect");
    private static final Pattern LOGGER_NAME = Pattern.compile("[A-Za-z0-9_.$]{0,256}");

    private final Credentials credentials;
    private final Sessions sessions;
    private final Runnable drain;

    /**
     * @param drain begins the server's end, and does not wait for it.
     */
    public AdminHandler(final Credentials credentials, final Sessions sessions, final Runnable drain)
    {
        this.credentials = credentials;
        this.sessions = sessions;
        this.drain = drain;
    }

    /**
     * Answer an administrator.
     *
     * @return false where it is none: then the request is one for something that is not there.
     */
    boolean handle(final HttpServerExchange exchange, final String path)
    {
        final Principal principal;
        try
        {
            principal = credentials.ofRequest(exchange);
        }
        catch (final RefusedTokenException ex)
        {
            return false;
        }
        if (!principal.is(Role.ADMIN))
        {
            return false;
        }

        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        final Matcher disconnect = DISCONNECT.matcher(path);
        try
        {
            if (path.equals(PATH + "connections"))
            {
                when(exchange, Methods.GET, () -> list(exchange));
            }
            else if (disconnect.matches())
            {
                when(exchange, Methods.POST, () -> disconnect(exchange, disconnect.group(1), principal));
            }
            else if (path.equals(PATH + "log-level"))
            {
                when(exchange, Methods.PUT, () -> readBody(exchange, body -> setLogLevel(exchange, body, principal)));
            }
            else if (path.equals(PATH + "drain"))
            {
                when(exchange, Methods.POST, () -> drain(exchange, principal));
            }
            else
            {
                Responses.nothing(exchange, path);
            }
        }
        catch (final BadCommandException ex)
        {
            refuse(exchange, StatusCodes.BAD_REQUEST, ex);
        }

        return true;
    }

    /**
     * Something that a request asks for.
     * Thread: io-<n>
     */
    private interface Action
    {
        void run() throws BadCommandException;
    }

    /**
     * What is done with a body.
     * Thread: io-<n>
     */
    private interface BodyAction
    {
        void run(byte[] body) throws BadCommandException;
    }

    private static void when(final HttpServerExchange exchange, final HttpString method, final Action action)
        throws BadCommandException
    {
        if (exchange.getRequestMethod().equals(method))
        {
            action.run();
        }
        else
        {
            exchange.setStatusCode(StatusCodes.METHOD_NOT_ALLOWED);
            exchange.getResponseHeaders().put(Headers.ALLOW, method.toString());
            Responses.text(exchange, "only " + method + " is known here");
        }
    }

    private static void readBody(final HttpServerExchange exchange, final BodyAction action)
    {
        final Receiver receiver = exchange.getRequestReceiver();
        receiver.setMaxBufferSize(MAX_BODY_BYTES);
        receiver.receiveFullBytes(
            (from, body) ->
            {
                try
                {
                    action.run(body);
                }
                catch (final BadCommandException ex)
                {
                    refuse(exchange, StatusCodes.BAD_REQUEST, ex);
                }
            },
            (from, failure) -> refuse(exchange, StatusCodes.REQUEST_ENTITY_TOO_LARGE, new BadCommandException(
                ErrorCode.MESSAGE_TOO_LARGE, "a body has at most " + MAX_BODY_BYTES + " bytes", null)));
    }

    private void list(final HttpServerExchange exchange) throws BadCommandException
    {
        final long limit = number(Handshake.parameter(exchange, "limit"), DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT)
        {
            throw invalid("limit must be from 1 to " + MAX_LIMIT + ": limit=" + Handshake.parameter(exchange, "limit"));
        }
        final String after = Handshake.parameter(exchange, "after");
        final List<Sessions.Held> page = sessions.after(after == null ? 0 : connectionId(after), (int)limit);
        exchange.dispatch(exchange.getIoThread(), () -> describe(exchange, page, page.size() == limit));
    }

    private static void describe(
        final HttpServerExchange exchange, final List<Sessions.Held> page, final boolean hasMore)
    {
        final Map<EgressShard, List<Session>> byShard = new HashMap<>();
        page.forEach(held -> byShard.computeIfAbsent(held.shard(), shard -> new ArrayList<>()).add(held.session()));
        final Pending pending = new Pending(exchange);
        final TreeMap<Long, Map<String, Object>> found = new TreeMap<>();
        final int[] left = {byShard.size()};
        if (page.isEmpty())
        {
            pending.answer(listed(found, null));
        }
        final String next = hasMore ? page.get(page.size() - 1).session().name() : null;
        byShard.forEach((shard, wanted) ->
        {
            final boolean isAsked = shard.proxy().offer(() -> shard.onDescribe(wanted, facts -> pending.execute(() ->
            {
                found.putAll(facts);
                if (--left[0] == 0)
                {
                    pending.answer(listed(found, next));
                }
            })));
            if (!isAsked)
            {
                pending.fail();
            }
        });
    }

    private static Reply listed(final TreeMap<Long, Map<String, Object>> found, final String next)
    {
        return Reply.of("connections").with("connections", List.copyOf(found.values())).with("next", next);
    }

    private void disconnect(final HttpServerExchange exchange, final String name, final Principal principal)
        throws BadCommandException
    {
        final Sessions.Held held = sessions.get(connectionId(name));
        if (held == null)
        {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
            Responses.json(exchange, Reply.error(
                ErrorCode.INVALID_ARGUMENT, "no such connection: connection=" + name, null));

            return;
        }
        if (!held.shard().proxy().offer(() -> held.shard().onDisconnect(held.session())))
        {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            Responses.json(exchange, Reply.error(
                ErrorCode.NOT_AVAILABLE, "the server is too busy: ask again later", null));

            return;
        }
        LOGGER.info("admin.disconnect principal={} id={}", principal.name(), name);
        exchange.setStatusCode(StatusCodes.ACCEPTED);
        Responses.json(exchange, Reply.of("disconnecting").with("connection", name));
    }

    private static void setLogLevel(
        final HttpServerExchange exchange, final byte[] body, final Principal principal) throws BadCommandException
    {
        final Map<String, String> fields = TextFields.read(body, List.of("logger", "level"));
        final String logger = fields.getOrDefault("logger", "");
        if (logger == null || !LOGGER_NAME.matcher(logger).matches())
        {
            throw invalid("logger must be the name of one, or empty: all that have no level of their own");
        }
        final Level level = level(fields.get("level"));
        if (level == null && logger.isEmpty())
        {
            throw invalid("level must be one of error, warn, info, debug, trace where no logger is named: level=null");
        }
        if (!LogSetup.setInstalledLevel(logger, level))
        {
            exchange.setStatusCode(StatusCodes.CONFLICT);
            Responses.json(exchange, Reply.error(
                ErrorCode.NOT_AVAILABLE, "the log of this process is not the server's", null));

            return;
        }
        LOGGER.info("admin.log_level principal={} logger={} level={}", principal.name(), logger, level);
        Responses.json(exchange, Reply.of("log_level").with("logger", logger).with("level", fields.get("level")));
    }

    private void drain(final HttpServerExchange exchange, final Principal principal)
    {
        LOGGER.info("admin.drain principal={}", principal.name());
        exchange.setStatusCode(StatusCodes.ACCEPTED);
        Responses.json(exchange, Reply.of("draining"));
        drain.run();
    }

    /**
     * @param name null: that of the logger above.
     */
    private static Level level(final String name) throws BadCommandException
    {
        if (name == null)
        {
            return null;
        }
        for (final Level level : Level.values())
        {
            if (level.name().toLowerCase(Locale.ROOT).equals(name))
            {
                return level;
            }
        }

        throw invalid("level must be one of error, warn, info, debug, trace, or null: level=" + name);
    }

    private static long connectionId(final String name) throws BadCommandException
    {
        final Matcher matcher = CONNECTION.matcher(name);
        if (!matcher.matches())
        {
            throw invalid("a connection is named like c12: " + name);
        }

        return Long.parseLong(matcher.group(1));
    }

    private static long number(final String text, final long otherwise)
    {
        try
        {
            return text == null ? otherwise : Long.parseLong(text);
        }
        catch (final NumberFormatException ex)
        {
            return -1;
        }
    }

    private static BadCommandException invalid(final String message)
    {
        return new BadCommandException(ErrorCode.INVALID_ARGUMENT, message, null);
    }

    private static void refuse(final HttpServerExchange exchange, final int status, final BadCommandException why)
    {
        exchange.setStatusCode(status);
        Responses.json(exchange, Reply.error(why.code(), why.getMessage(), null));
    }
}
