package io.tickwire.transport.stream;

import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that is this process's own as long as it lives: the system lets go of the lock with the process, however
 * that ends.
 * <p>
 * The system also lets go of it when this process closes the file, whoever had opened it: so nobody here opens one that
 * is held here.
 * Thread: any
 */
final class FolderLock implements AutoCloseable
{
    private static final Logger LOGGER = LoggerFactory.getLogger(FolderLock.class);
    private static final int MAX_HOLDER = 32;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(final Path file, final FileChannel channel)
    {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Lock a file, which is made where it is not there.
     *
     * @return empty: another one has it.
     */
    static Optional<FolderLock> tryLock(final Path file) throws IOException
    {
        final Path key = keyOf(file);
        if (!HELD.add(key))
        {
            return Optional.empty();
        }

        FileChannel channel = null;
        boolean isLocked = false;
        try
        {
            channel = FileChannel.open(
                key, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            isLocked = channel.tryLock() != null;
            if (isLocked)
            {
                sign(channel);
            }
        }
        finally
        {
            if (!isLocked)
            {
                CloseHelper.quietClose(channel);
                HELD.remove(key);
            }
        }

        return isLocked ? Optional.of(new FolderLock(key, channel)) : Optional.empty();
    }

    /**
     * The process that has a lock, as far as that is known.
     */
    static String holderOf(final Path file)
    {
        try
        {
            if (HELD.contains(keyOf(file)))
            {
                return "this process";
            }
            final String holder = Files.readString(file, StandardCharsets.US_ASCII).strip();

            return holder.isEmpty() || holder.length() > MAX_HOLDER ? "another process" : "process " + holder;
        }
        catch (final IOException ex)
        {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException
    {
        channel.close();
        HELD.remove(file);
    }

    /**
     * Say who has the lock; where there is no room for that, nobody is told.
     */
    private static void sign(final FileChannel channel)
    {
        try
        {
            final String holder = ProcessHandle.current().pid() + "\n";
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)), 0);
        }
        catch (final IOException ex)
        {
            LOGGER.debug("lock.unsigned", ex);
        }
    }

    private static Path keyOf(final Path file) throws IOException
    {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }
}
