package io.tickwire.transport.feed.net;

import io.tickwire.transport.feed.net.LinkEnd.Cause;
import io.tickwire.transport.ws.Deflate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Opens a link, step by step, each with its time: its host's addresses, of which the first is taken that somebody
 * listens at; the way through a proxy; TLS; WebSocket's handshake. Then it is the link's, or there is none.
 * Thread: feed-<venue>
 */
final class LinkOpening implements SocketReader
{
    private static final long BODY_MS = 1_000;
    private static final int FIRST_OK = 200;
    private static final int LAST_OK = 299;

    private final NetLoop loop;
    private final LinkTarget target;
    private final WebSocketLink link;
    private final Outgoing outgoing;
    private final Upgrade upgrade;

    private Stage stage = Stage.RESOLVING;
    private InetAddress[] addresses;
    private int addressesTried;
    private Wire wire;
    private AnswerHead head;
    private Refusal refusal;
    private LoopTimer limit;

    LinkOpening(final NetLoop loop, final LinkTarget target, final WebSocketLink link, final Outgoing outgoing)
    {
        this.loop = loop;
        this.target = target;
        this.link = link;
        this.outgoing = outgoing;
        upgrade = new Upgrade(target, loop.randomBytes(Upgrade.KEY_BYTES));
    }

    /**
     * How far it is.
     * Thread: feed-<venue>
     */
    private enum Stage
    {
        RESOLVING(Cause.UNREACHABLE, "the address of the host was not found"),
        CONNECTING(Cause.UNREACHABLE, "not connected"),
        TUNNELING(Cause.PROXY, "no answer of the proxy"),
        SECURING(Cause.UNTRUSTED, "TLS was not agreed on"),
        UPGRADING(Cause.REFUSED, "no answer to the handshake"),

        /** The handshake is refused; why, may be in the body. */
        REFUSED(Cause.REFUSED, ""),

        /** It is the link's now, or of no use. */
        OVER(Cause.OWN, "");

        private final Cause cause;
        private final String failure;

        Stage(final Cause cause, final String failure)
        {
            this.cause = cause;
            this.failure = failure;
        }
    }

    void begin()
    {
        loop.add(this);
        limit(target.limits().connectMs());
        final String host = target.proxy().map(ProxyTarget::host).orElse(target.host());
        if (!loop.offload().execute(() -> resolve(host)))
        {
            loop.defer(() -> fail("too many links are being opened"));
        }
    }

    /** It is not wanted any more. */
    void cancel()
    {
        leave();
        if (wire != null)
        {
            wire.close();
        }
    }

    @Override
    public void onReady(final int readyOps)
    {
        try
        {
            switch (stage)
            {
                case CONNECTING -> finishConnect();
                case SECURING -> secure();
                case TUNNELING, UPGRADING -> exchange();
                case REFUSED -> readBody();
                default ->
                {
                    // Nothing is awaited from the socket.
                }
            }
        }
        catch (final LinkException ex)
        {
            end(ex.end());
        }
        catch (final IOException ex)
        {
            onBroken(ex);
        }
    }

    @Override
    public void onLoopEnd()
    {
        end(new LinkEnd(Cause.OWN, LinkEnd.ABNORMAL, "the loop ends"));
    }

    /** Not by the loop's thread, but aside. */
    private void resolve(final String host)
    {
        try
        {
            final InetAddress[] found = InetAddress.getAllByName(host);
            loop.executeSurely(() -> onResolved(found));
        }
        catch (final UnknownHostException ex)
        {
            loop.executeSurely(() -> fail("there is no such host: " + host));
        }
    }

    private void onResolved(final InetAddress[] found)
    {
        if (stage == Stage.RESOLVING)
        {
            addresses = found;
            stage = Stage.CONNECTING;
            connectNext("there is no address");
        }
    }

    /**
     * Try the next address.
     *
     * @param failure of the one before.
     */
    private void connectNext(final String failure)
    {
        final int port = target.proxy().map(ProxyTarget::port).orElse(target.port());
        String last = failure;
        while (addressesTried < addresses.length)
        {
            final InetSocketAddress address = new InetSocketAddress(addresses[addressesTried++], port);
            try
            {
                wire = Wire.connect(loop, address, outgoing, this);

                return;
            }
            catch (final IOException ex)
            {
                last = failureAt(address, ex);
            }
        }
        fail(last);
    }

    private void finishConnect() throws IOException, LinkException
    {
        try
        {
            if (!wire.finishConnect())
            {
                return;
            }
        }
        catch (final IOException ex)
        {
            wire.close();
            connectNext(failureAt(addresses[addressesTried - 1], ex));

            return;
        }
        if (target.proxy().isPresent())
        {
            askProxy(target.proxy().get());
        }
        else
        {
            beginSecure();
        }
    }

    private static String failureAt(final Object address, final IOException ex)
    {
        return ex.getMessage() + " at " + address;
    }

    private void askProxy(final ProxyTarget proxy) throws IOException
    {
        stage = Stage.TUNNELING;
        limit(target.limits().secureMs());
        final String to = target.uri().getHost() + ':' + target.port();
        final String credentials = proxy.credentials().map(known -> "Proxy-Authorization: Basic " +
            Base64.getEncoder().encodeToString(known.getBytes(StandardCharsets.UTF_8)) + "\r\n").orElse("");
        ask("CONNECT " + to + " HTTP/1.1\r\nHost: " + to + "\r\n" + credentials + "\r\n");
    }

    private void beginSecure() throws IOException, LinkException
    {
        if (!target.isSecure())
        {
            askUpgrade();

            return;
        }
        stage = Stage.SECURING;
        limit(target.limits().secureMs());
        final SSLEngine engine = target.trust().createSSLEngine(target.host(), target.port());
        engine.setUseClientMode(true);
        final SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        engine.beginHandshake();
        wire.secure(engine);
        secure();
    }

    private void secure() throws IOException, LinkException
    {
        switch (wire.shakeHands())
        {
            case DONE -> askUpgrade();
            case TASKS ->
            {
                final TlsLayer tls = wire.tls();
                if (!loop.offload().execute(() -> runTasks(tls)))
                {
                    fail("too many links are being opened");
                }
            }
            default ->
            {
                // The socket says when it goes on.
            }
        }
    }

    /** Not by the loop's thread, but aside. */
    private void runTasks(final TlsLayer tls)
    {
        tls.runTasks();
        loop.executeSurely(() -> onReady(0));
    }

    private void askUpgrade() throws IOException
    {
        stage = Stage.UPGRADING;
        limit(target.limits().upgradeMs());
        ask(new String(upgrade.request(), StandardCharsets.ISO_8859_1));
    }

    private void ask(final String request) throws IOException
    {
        head = new AnswerHead();
        outgoing.add(request.getBytes(StandardCharsets.ISO_8859_1));
        wire.flush();
    }

    private void exchange() throws IOException, LinkException
    {
        wire.flush();
        final ByteBuffer in = loop.room().buffer();
        final int count = wire.read(in);
        in.flip();
        try
        {
            if (head.take(in))
            {
                onHead(in);
            }
            else if (count < 0)
            {
                fail("the connection ended");
            }
        }
        catch (final ProtocolException ex)
        {
            throw new LinkException(stage.cause, 0, ex.getMessage());
        }
    }

    /**
     * @param rest what came behind it.
     */
    private void onHead(final ByteBuffer rest) throws IOException, LinkException
    {
        if (stage == Stage.TUNNELING)
        {
            if (head.status() < FIRST_OK || head.status() > LAST_OK)
            {
                throw new LinkException(Cause.PROXY, head.status(), "the proxy answered " + head.statusLine());
            }
            if (rest.hasRemaining())
            {
                throw new LinkException(Cause.PROXY, head.status(), "the proxy said more than that it is connected");
            }
            beginSecure();
        }
        else if (Upgrade.isTaken(head))
        {
            final Deflate deflate = upgrade.check(head);
            leave();
            link.onUpgraded(wire, deflate, rest);
        }
        else
        {
            stage = Stage.REFUSED;
            refusal = new Refusal(head);
            limit(Math.min(BODY_MS, target.limits().upgradeMs()));
            if (refusal.take(rest))
            {
                throw new LinkException(refusal.end());
            }
        }
    }

    private void readBody() throws IOException, LinkException
    {
        final ByteBuffer in = loop.room().buffer();
        final int count = wire.read(in);
        if (refusal.take(in.flip()) || count < 0)
        {
            throw new LinkException(refusal.end());
        }
    }

    /** This step has so long. */
    private void limit(final long ms)
    {
        if (limit != null)
        {
            limit.cancel();
        }
        limit = loop.schedule(TimeUnit.MILLISECONDS.toNanos(ms), () ->
        {
            if (stage == Stage.REFUSED)
            {
                end(refusal.end());
            }
            else
            {
                fail("it took more than " + ms + " ms");
            }
        });
    }

    private void onBroken(final IOException ex)
    {
        if (stage == Stage.REFUSED)
        {
            end(refusal.end());
        }
        else
        {
            // What was found wrong with a certificate is what caused TLS to end the handshake.
            Throwable root = ex;
            while (root.getCause() != null)
            {
                root = root.getCause();
            }
            fail(String.valueOf(root.getMessage()));
        }
    }

    private void fail(final String reason)
    {
        end(new LinkEnd(stage.cause, 0, stage.failure + ": " + reason));
    }

    private void end(final LinkEnd end)
    {
        if (stage != Stage.OVER)
        {
            cancel();
            link.onNotOpened(end);
        }
    }

    /** The link goes on with the connection. */
    private void leave()
    {
        stage = Stage.OVER;
        limit.cancel();
        loop.remove(this);
    }
}
