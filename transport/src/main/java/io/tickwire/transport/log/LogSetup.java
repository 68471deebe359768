package io.tickwire.transport.log;

import org.slf4j.event.Level;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * The log of this process, from when it is installed until it is closed.
 * Thread: any
 */
public final class LogSetup implements AutoCloseable
{
    private static final String ROOT = "";

    /** They greet at INFO. */
    private static final List<String> TALKATIVE = List.of("org.xnio", "org.jboss.threads", "io.undertow");

    private static final AtomicReference<LogSetup> INSTALLED = new AtomicReference<>();

    private static final AtomicLong LOST_LINES = new AtomicLong();

    /** The JDK forgets the levels of loggers that nobody holds. */
    private final Map<String, Logger> held = new ConcurrentHashMap<>();
    private final Logger root = Logger.getLogger(ROOT);
    private final java.util.logging.Level levelBefore = root.getLevel();
    private final Handler[] handlersBefore = root.getHandlers();
    private final Handler handler;
    private boolean isClosed;

    private LogSetup(final Handler handler)
    {
        this.handler = handler;
    }

    /**
     * Have the log last until it is closed, also when the process is told to end. To be called before there is any
     * logger; later, it has no effect.
     */
    public static void prepare()
    {
        System.setProperty("java.util.logging.manager", LastingLog.class.getName());
    }

    /**
     * Write the log as it is configured, and nowhere else.
     *
     * @param console where it goes when there is no file.
     * @throws IOException where there can be no such file.
     */
    public static LogSetup install(final LogSettings log, final OutputStream console) throws IOException
    {
        final LineFormatter formatter = switch (log.format())
        {
            case TEXT -> new TextFormatter();
            case JSON -> new JsonFormatter();
        };
        final Path file = log.file().orElse(null);
        final LogSetup setup = new LogSetup(file == null ?
            new LineHandler(console, false, formatter, LOST_LINES) :
            new LineHandler(new RotatingFile(file, log.rotateBytes(), log.files()), true, formatter, LOST_LINES));
        setup.begin(log.level());
        INSTALLED.set(setup);

        return setup;
    }

    /**
     * How many lines of this process could not be written, or only after trouble with the file.
     */
    public static long lostLines()
    {
        return LOST_LINES.get();
    }

    /**
     * Set the least that is written of a logger and those below it, if the process's log was installed here.
     *
     * @param name  of the logger; empty: of all that have no level of their own.
     * @param level null: that of the logger above it.
     * @return whether it was.
     */
    public static boolean setInstalledLevel(final String name, final Level level)
    {
        final LogSetup installed = INSTALLED.get();
        if (installed != null)
        {
            installed.setLevel(name, level);
        }

        return installed != null;
    }

    /**
     * Set the least that is written of a logger and those below it.
     *
     * @param name  of the logger; empty: of all that have no level of their own.
     * @param level null: that of the logger above it.
     */
    public void setLevel(final String name, final Level level)
    {
        if (ROOT.equals(name) && level == null)
        {
            throw new IllegalArgumentException("there is no logger above the root: level=null");
        }
        held.computeIfAbsent(name, Logger::getLogger).setLevel(level == null ? null : jdkLevel(level));
    }

    /**
     * End it, and have the log be as it was before. Does nothing where that was done.
     */
    @Override
    public synchronized void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        INSTALLED.compareAndSet(this, null);
        held.values().forEach(logger -> logger.setLevel(null));
        root.setLevel(levelBefore);
        for (final Handler before : handlersBefore)
        {
            root.addHandler(before);
        }
        root.removeHandler(handler);
        handler.close();
        hold(false);
    }

    private void begin(final Level level)
    {
        hold(true);
        root.addHandler(handler);
        for (final Handler before : handlersBefore)
        {
            root.removeHandler(before);
        }
        setLevel(ROOT, level);
        if (level == Level.INFO)
        {
            TALKATIVE.forEach(name -> setLevel(name, Level.WARN));
        }
    }

    private static void hold(final boolean isHeld)
    {
        if (LogManager.getLogManager() instanceof LastingLog manager)
        {
            manager.hold(isHeld);
        }
    }

    private static java.util.logging.Level jdkLevel(final Level level)
    {
        return switch (level)
        {
            case ERROR -> java.util.logging.Level.SEVERE;
            case WARN -> java.util.logging.Level.WARNING;
            case INFO -> java.util.logging.Level.INFO;
            case DEBUG -> java.util.logging.Level.FINE;
            case TRACE -> java.util.logging.Level.FINEST;
        };
    }
}
