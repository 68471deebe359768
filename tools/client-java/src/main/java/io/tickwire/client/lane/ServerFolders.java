package io.tickwire.client.lane;

import io.aeron.CncFileDescriptor;
import io.aeron.CommonContext;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the driver of a server is that is alive: in the folder that was named, or in that of the one server on this
 * machine which has chosen its own, {@code /dev/shm/tickwire-PID-...}. Which of several is meant, nobody can tell.
 * Thread: strategy
 */
final class ServerFolders
{
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PATTERN = "tickwire-*";
    private static final String DRIVER = "aeron";

    private final Path named;
    private final long driverTimeoutMs;

    /**
     * @param named null: any.
     */
    ServerFolders(final Path named, final long driverTimeoutMs)
    {
        this.named = named;
        this.driverTimeoutMs = driverTimeoutMs;
    }

    /**
     * Aeron's folder, or null while there is none.
     *
     * @throws IllegalStateException where there are several. One of them may have died just now.
     */
    File find()
    {
        if (named != null)
        {
            final Path inner = named.resolve(DRIVER);
            final Path folder = Files.exists(inner.resolve(CncFileDescriptor.CNC_FILE)) ? inner : named;

            return isAlive(folder) ? folder.toFile() : null;
        }

        final List<Path> alive = alive();
        if (alive.size() > 1)
        {
            throw new IllegalStateException("there are several servers; name the folder of one: " + alive);
        }

        return alive.isEmpty() ? null : alive.get(0).toFile();
    }

    private List<Path> alive()
    {
        final Path shared = Files.isWritable(SHARED_MEMORY) ?
            SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        final List<Path> alive = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(shared, PATTERN))
        {
            for (final Path folder : folders)
            {
                if (isAlive(folder.resolve(DRIVER)))
                {
                    alive.add(folder.resolve(DRIVER));
                }
            }
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException("can not look for servers: " + ex.getMessage(), ex);
        }

        return alive;
    }

    private boolean isAlive(final Path folder)
    {
        return CommonContext.isDriverActive(folder.toFile(), driverTimeoutMs, ignored ->
        {
            // Aeron's words for people; a server that is not there is waited for.
        });
    }
}
