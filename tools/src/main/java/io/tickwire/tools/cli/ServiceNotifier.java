package io.tickwire.tools.cli;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells systemd how the server is, where systemd has asked for it ({@code Type=notify}, {@code WatchdogSec=}): that it
 * is ready, that it still does its work, that it goes. Each is one datagram to the socket that the environment names,
 * which the JDK can not send: only then is the C library called, and JNA loaded.
 * Thread: any
 */
final class ServiceNotifier implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceNotifier.class);
    private static final String SOCKET = "NOTIFY_SOCKET";
    private static final String WATCHDOG_US = "WATCHDOG_USEC";
    private static final String WATCHDOG_PID = "WATCHDOG_PID";
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int FAMILY_BYTES = 2;
    private static final int PATH_BYTES = 108;
    private static final char ABSTRACT = '@';

    private final String socket;
    private final long watchdogUs;
    private ScheduledExecutorService watchdog;

    private ServiceNotifier(final String socket, final long watchdogUs)
    {
        this.socket = socket;
        this.watchdogUs = watchdogUs;
    }

    /**
     * One that says nothing where nobody asked.
     */
    static ServiceNotifier of(final Map<String, String> environment)
    {
        final String pid = environment.getOrDefault(WATCHDOG_PID, "");
        final boolean isWatched = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
        final String us = environment.getOrDefault(WATCHDOG_US, "");

        return new ServiceNotifier(
            environment.getOrDefault(SOCKET, ""), isWatched && us.matches("[0-9]{1,18}") ? Long.parseLong(us) : 0);
    }

    /**
     * The server takes clients from now on, and is asked twice in each watchdog time whether it still works.
     */
    synchronized void ready(final String status, final BooleanSupplier isLive)
    {
        if (socket.isEmpty())
        {
            return;
        }

        send("READY=1\nSTATUS=" + status + "\n");
        if (watchdogUs > 0)
        {
            watchdog = Executors.newSingleThreadScheduledExecutor(task ->
            {
                final Thread thread = new Thread(task, "conductor");
                thread.setDaemon(true);
                return thread;
            });
            final long everyUs = Math.max(1, watchdogUs / 2);
            watchdog.scheduleAtFixedRate(() -> confirm(isLive), 0, everyUs, TimeUnit.MICROSECONDS);
        }
    }

    /**
     * The server lets its clients go. It has all the time that systemd gives it to stop, and is not watched.
     */
    synchronized void stopping()
    {
        if (!socket.isEmpty())
        {
            close();
            send("STOPPING=1\nSTATUS=draining\n");
        }
    }

    @Override
    public synchronized void close()
    {
        if (watchdog != null)
        {
            watchdog.shutdownNow();
        }
    }

    private void confirm(final BooleanSupplier isLive)
    {
        if (isLive.getAsBoolean())
        {
            send("WATCHDOG=1\n");
        }
    }

    /** What can not be told is not worth the server: systemd then does what its unit says. */
    private void send(final String state)
    {
        final byte[] path = socket.getBytes(StandardCharsets.UTF_8);
        final ByteBuffer address = ByteBuffer.allocate(FAMILY_BYTES + PATH_BYTES).order(ByteOrder.nativeOrder());
        if (path.length >= PATH_BYTES)
        {
            throw new IllegalArgumentException(
                SOCKET + " is longer than " + (PATH_BYTES - 1) + " bytes: length=" + path.length);
        }
        address.putShort((short)AF_UNIX).put(path);
        if (socket.charAt(0) == ABSTRACT)
        {
            address.put(FAMILY_BYTES, (byte)0);
        }

        final byte[] datagram = state.getBytes(StandardCharsets.UTF_8);
        try
        {
            final int descriptor = Libc.INSTANCE.socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            try
            {
                Libc.INSTANCE.sendto(
                    descriptor, datagram, datagram.length, 0, address.array(), FAMILY_BYTES + path.length);
            }
            finally
            {
                Libc.INSTANCE.close(descriptor);
            }
        }
        catch (final LastErrorException ex)
        {
            LOGGER.warn("service.notify.failed socket={} error={}", socket, ex.getMessage());
        }
    }

    /**
     * Of libc.
     * Thread: any
     */
    private interface Libc extends Library
    {
        Libc INSTANCE = Native.load("c", Libc.class);

        int socket(int domain, int type, int protocol) throws LastErrorException;

        long sendto(int descriptor, byte[] bytes, long length, int flags, byte[] address, int addressLength)
            throws LastErrorException;

        int close(int descriptor) throws LastErrorException;
    }
}
