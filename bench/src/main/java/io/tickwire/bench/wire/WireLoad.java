package io.tickwire.bench.wire;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Clients that count frames, with TLS or without: {@code WireLoad PORT CLIENTS plain|tls WARM_S SECONDS}. Each has a
 * thread, and believes any certificate. What is measured is the server's CPU time, not this.
 * Thread: any
 */
public final class WireLoad
{
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int MASKED = 0x80;
    private static final String REQUEST =
        "GET /ws?encoding=sbe HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    private static final String SUBSCRIBE =
        "{\"type\":\"subscribe\",\"symbols\":[\"BENCH\"],\"channel\":\"bbo\",\"mode\":\"raw\"}";

    private final LongAdder frames = new LongAdder();

    private WireLoad()
    {
    }

    public static void main(final String[] args) throws Exception
    {
        final int port = Integer.parseInt(args[0]);
        final int clients = Integer.parseInt(args[1]);
        final WireLoad load = new WireLoad();
        for (int i = 0; i < clients; i++)
        {
            final Socket socket = "tls".equals(args[2]) ? secure(port) : new Socket("127.0.0.1", port);
            final Thread thread = new Thread(() -> load.read(socket), "client-" + i);
            thread.setDaemon(true);
            thread.start();
        }
        TimeUnit.SECONDS.sleep(Integer.parseInt(args[3]));
        System.out.println("begin");
        final long before = load.frames.sum();
        final long beganNs = System.nanoTime();
        TimeUnit.SECONDS.sleep(Integer.parseInt(args[4]));
        System.out.println((load.frames.sum() - before) * 1e9 / (System.nanoTime() - beganNs));
    }

    private void read(final Socket socket)
    {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES)))
        {
            socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
            while (!readLine(in).isEmpty())
            {
                // The answer's headers.
                continue;
            }
            final byte[] wish = SUBSCRIBE.getBytes(StandardCharsets.US_ASCII);
            final byte[] frame = new byte[6 + wish.length];
            frame[0] = (byte)0x81;
            frame[1] = (byte)(MASKED | wish.length);
            System.arraycopy(wish, 0, frame, 6, wish.length);
            socket.getOutputStream().write(frame);
            while (true)
            {
                in.readUnsignedByte();
                final int length = in.readUnsignedByte();
                in.skipNBytes(length < LENGTH_IN_2_BYTES ? length : in.readUnsignedShort());
                frames.increment();
            }
        }
        catch (final IOException ex)
        {
            System.err.println("a client ended: " + ex);
        }
    }

    private static String readLine(final DataInputStream in) throws IOException
    {
        final StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte())
        {
            line.append((char)next);
        }

        return line.toString().strip();
    }

    private static Socket secure(final int port) throws GeneralSecurityException, IOException
    {
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Believer()}, null);

        return context.getSocketFactory().createSocket("127.0.0.1", port);
    }

    /**
     * Believes every server.
     * Thread: any
     */
    private static final class Believer implements X509TrustManager
    {
        @Override
        public void checkClientTrusted(final X509Certificate[] chain, final String kind)
        {
            // There are no clients.
        }

        @Override
        public void checkServerTrusted(final X509Certificate[] chain, final String kind)
        {
            // It is the one that was started for this.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers()
        {
            return new X509Certificate[0];
        }
    }
}
