package io.tickwire.transport.stream;

import org.agrona.CloseHelper;
import org.agrona.IoUtil;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where what Aeron keeps in memory is: a folder of this process, so that nothing of one that was killed stands in its
 * way. What dead processes left is deleted.
 * Thread: conductor
 */
final class RuntimeFolder implements AutoCloseable
{
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final String PREFIX = "tickwire-";
    private static final String LOCK = "lock";

    private final Path path;
    private final boolean isOwn;
    private final FolderLock lock;

    private RuntimeFolder(final Path path, final boolean isOwn, final FolderLock lock)
    {
        this.path = path;
        this.isOwn = isOwn;
        this.lock = lock;
    }

    /**
     * Make one.
     *
     * @param set where it is to be; what is there is deleted. Empty: where this process chooses.
     * @throws StreamException naming the setting.
     */
    static RuntimeFolder open(final Optional<Path> set) throws StreamException
    {
        final Path shared = Files.isWritable(SHARED_MEMORY) ?
            SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        try
        {
            sweep(shared);
            final Path path = set.isPresent() ?
                Files.createDirectories(set.get()) :
                Files.createTempDirectory(shared, PREFIX + ProcessHandle.current().pid() + "-");
            final FolderLock lock = FolderLock.tryLock(path.resolve(LOCK)).orElseThrow(() -> new StreamException(
                "Aeron's folder is in use by " + FolderLock.holderOf(path.resolve(LOCK)) + ": " + path +
                "; set stream.directory to another one, or to nothing"));
            final RuntimeFolder folder = new RuntimeFolder(path, set.isEmpty(), lock);
            IoUtil.delete(folder.driver().toFile(), true);
            IoUtil.delete(folder.marks().toFile(), true);

            return folder;
        }
        catch (final IOException ex)
        {
            throw new StreamException(
                "Aeron's folder can not be made: " + ex + "; set stream.directory to one that can be written", ex);
        }
    }

    /**
     * The media driver's.
     */
    Path driver()
    {
        return path.resolve("aeron");
    }

    /**
     * Where the archive says that it is alive.
     */
    Path marks()
    {
        return path.resolve("archive");
    }

    @Override
    public void close()
    {
        IoUtil.delete(driver().toFile(), true);
        IoUtil.delete(marks().toFile(), true);
        CloseHelper.quietClose(lock);
        if (isOwn)
        {
            IoUtil.delete(path.toFile(), true);
        }
    }

    private static void sweep(final Path shared) throws IOException
    {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(shared, PREFIX + "*"))
        {
            for (final Path folder : folders)
            {
                final Path file = folder.resolve(LOCK);
                if (Files.isWritable(file))
                {
                    deleteDead(folder, file);
                }
            }
        }
    }

    private static void deleteDead(final Path folder, final Path file) throws IOException
    {
        final Optional<FolderLock> lock = FolderLock.tryLock(file);
        if (lock.isPresent())
        {
            IoUtil.delete(folder.toFile(), true);
            CloseHelper.quietClose(lock.get());
        }
    }
}
