package io.tickwire.tools.exchange;

import io.tickwire.transport.ws.Deflate;
import io.tickwire.transport.ws.FrameListener;
import io.tickwire.transport.ws.FrameParser;
import io.tickwire.transport.ws.ProtocolViolation;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where clients come in: a socket that listens, and a thread for each of its connections, which reads requests and
 * frames and hands them to the market that they are for.
 * Thread: exchange-<n>, one a connection
 */
final class Door implements AutoCloseable
{
    private static final String ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MAX_MESSAGE_BYTES = 1 << 20;
    private static final int MAX_FRAGMENTS = 1 << 10;
    private static final int BUFFER_BYTES = 1 << 14;
    private static final long ANSWER_SECONDS = 60;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private final ServerSocket listener;
    private final Hall hall;
    private final Options options;

    /**
     * What may be asked for.
     * Thread: any
     */
    interface Hall
    {
        /** The venue of a name; null: there is none. */
        Market market(String venue);

        /** What is answered of the exchange itself; null: nothing. */
        Answer about(Request request);
    }

    /**
     * How messages are framed.
     *
     * @param fragmentBytes that a frame has at the most; 0: messages are whole.
     * @param deflates      whether permessage-deflate is agreed to.
     * Thread: any
     */
    record Options(int fragmentBytes, boolean deflates)
    {
    }

    Door(final ServerSocket listener, final Hall hall, final Options options)
    {
        this.listener = listener;
        this.hall = hall;
        this.options = options;
    }

    void launch()
    {
        daemon("exchange-door", this::accept);
    }

    int port()
    {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException
    {
        listener.close();
    }

    private void accept()
    {
        while (!listener.isClosed())
        {
            try
            {
                final Socket socket = listener.accept();
                daemon("exchange-" + socket.getPort(), () -> serve(socket));
            }
            catch (final IOException ex)
            {
                // It was closed, or a client left before it was let in.
                continue;
            }
        }
    }

    private void serve(final Socket socket)
    {
        try
        {
            socket.setTcpNoDelay(true);
            final InputStream in = socket.getInputStream();
            for (Request request = Request.read(in); request != null; request = Request.read(in))
            {
                if (request.isUpgrade())
                {
                    talk(socket, in, request);
                    return;
                }
                socket.getOutputStream().write(answer(request).bytes());
            }
            socket.close();
        }
        catch (final IOException ex)
        {
            close(socket);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(final Request request) throws InterruptedException
    {
        final Answer about = hall.about(request);
        final Market market = about == null ? hall.market(request.venue()) : null;
        if (market == null)
        {
            return about == null ? Answer.notFound() : about;
        }
        final CompletableFuture<Answer> reply = new CompletableFuture<>();
        market.get(request, reply);
        try
        {
            return reply.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
        catch (final TimeoutException | ExecutionException ex)
        {
            return new Answer(UNAVAILABLE, "{\"error\":\"nothing is known of it yet\"}");
        }
    }

    private void talk(final Socket socket, final InputStream in, final Request request)
        throws IOException, InterruptedException
    {
        final Market market = hall.market(request.venue());
        final String key = request.header("sec-websocket-key");
        if (market == null || key.isEmpty() || !market.desk().accepts(request))
        {
            socket.getOutputStream().write(
                (key.isEmpty() && market != null ? new Answer(BAD_REQUEST, "{}") : Answer.notFound()).bytes());
            socket.close();
            return;
        }
        final Deflate deflate;
        try
        {
            deflate = options.deflates() ?
                Deflate.agree(request.headers().getOrDefault("sec-websocket-extensions", List.of()), true) : null;
        }
        catch (final ParseException ex)
        {
            socket.getOutputStream().write(new Answer(BAD_REQUEST, "{}").bytes());
            socket.close();
            return;
        }
        final CompletableFuture<Session> opened = new CompletableFuture<>();
        market.post(() -> opened.complete(open(socket, market, request, deflate)));
        final Session session;
        try
        {
            session = opened.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        }
        catch (final TimeoutException | ExecutionException ex)
        {
            socket.close();
            return;
        }
        read(in, market, session, new FrameParser(MAX_MESSAGE_BYTES, MAX_FRAGMENTS, deflate));
    }

    /** By the market's thread. */
    private Session open(
        final Socket socket, final Market market, final Request request, final Deflate deflate)
    {
        final Session session = new Session(
            new SocketWire(socket),
            new Frames(options.fragmentBytes(), deflate),
            request,
            market.freeLine());
        final List<Fault> faults =
            market.faults().next(FaultAction.On.CONNECTION, session.line(), "", market.timeNs());
        final boolean isHung = faults.stream().anyMatch(fault -> fault.action() == FaultAction.HANG);
        if (isHung)
        {
            session.stall(false);
        }
        market.add(session);
        session.start(handshake(request.header("sec-websocket-key"), deflate), market.wallMs());
        if (!isHung && !faults.isEmpty())
        {
            session.cut();
        }
        else if (!isHung)
        {
            market.desk().onOpen(session);
        }

        return session;
    }

    private static void read(
        final InputStream in, final Market market, final Session session, final FrameParser parser)
    {
        final Ear ear = new Ear(market, session);
        final byte[] buffer = new byte[BUFFER_BYTES];
        try
        {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer))
            {
                parser.parse(ByteBuffer.wrap(buffer, 0, count), ear);
            }
        }
        catch (final ProtocolViolation ex)
        {
            market.post(() -> session.close(ex.code().code(), ex.getMessage()));
        }
        catch (final IOException ex)
        {
            // The connection is gone, which is what follows.
            parser.end();
        }
        market.post(() -> market.remove(session));
    }

    private static byte[] handshake(final String key, final Deflate deflate)
    {
        try
        {
            final byte[] digest = MessageDigest.getInstance("SHA-1")
                .digest((key + ACCEPT_GUID).getBytes(StandardCharsets.US_ASCII));

            return ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
                "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n" +
                (deflate == null ? "" : "Sec-WebSocket-Extensions: " + deflate.answer() + "\r\n") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException("each Java has SHA-1", ex);
        }
    }

    private static void daemon(final String name, final Runnable life)
    {
        final Thread thread = new Thread(life, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(final Socket socket)
    {
        try
        {
            socket.close();
        }
        catch (final IOException ex)
        {
            // It is closed as far as it can be.
            return;
        }
    }

    /**
     * Hands what a client sends to the market.
     * Thread: exchange-<n>
     */
    private record Ear(Market market, Session session) implements FrameListener
    {
        @Override
        public void onMessage(final boolean isText, final ByteBuffer payload)
        {
            final String text = StandardCharsets.UTF_8.decode(payload).toString();
            market.post(() -> onText(text));
        }

        @Override
        public void onPing(final ByteBuffer payload)
        {
            final byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            market.post(() -> session.sendPong(bytes));
        }

        @Override
        public void onPong()
        {
            market.post(() -> session.pongMs(market.wallMs()));
        }

        @Override
        public void onClose(final int code)
        {
            market.post(() -> session.close(code == FrameParser.NO_CODE ? Session.NORMAL : code, ""));
        }

        private void onText(final String text)
        {
            session.heardMs(market.wallMs());
            if (market.faults().isTooFast(session.line(), market.timeNs(), market.wallMs()))
            {
                market.desk().onTooFast(session, Json.read(text));
            }
            else if (!session.isClosed())
            {
                market.desk().onText(session, text, Json.read(text));
            }
        }
    }
}
