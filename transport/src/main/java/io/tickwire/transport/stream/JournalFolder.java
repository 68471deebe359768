package io.tickwire.transport.stream;

import io.tickwire.transport.stream.journal.JournalFiles;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A journal's folder, which this process alone writes as long as it has this open.
 * Thread: conductor
 */
final class JournalFolder implements AutoCloseable
{
    private static final String SETTING = "; set stream.journal.path to ";

    private final Path path;
    private final FolderLock lock;

    private JournalFolder(final Path path, final FolderLock lock)
    {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Make what is missing, and lock it.
     *
     * @param roomBytes that there must be.
     * @throws StreamException naming the setting.
     */
    static JournalFolder open(final Path path, final long roomBytes) throws StreamException
    {
        FolderLock lock = null;
        try
        {
            Files.createDirectories(path);
            lock = FolderLock.tryLock(JournalFiles.lock(path)).orElse(null);
            if (lock == null)
            {
                throw new StreamException("the journal is in use by " +
                    FolderLock.holderOf(JournalFiles.lock(path)) + ": " + path + SETTING + "another folder");
            }
            Files.createDirectories(JournalFiles.archive(path));
            Files.createDirectories(JournalFiles.index(path));
            requireWritable(JournalFiles.archive(path));
            requireWritable(JournalFiles.index(path));
            final JournalFolder folder = new JournalFolder(path, lock);
            if (folder.usableBytes() < roomBytes)
            {
                throw new StreamException("there is no room for a journal, " + folder.usableBytes() + " bytes of " +
                    roomBytes + ": " + path + SETTING + "a folder with room, or stream.journal.segment to less");
            }

            return folder;
        }
        catch (final IOException ex)
        {
            CloseHelper.quietClose(lock);

            throw new StreamException(
                "the journal can not be written: " + textOf(ex) + SETTING + "a folder that can", ex);
        }
        catch (final StreamException ex)
        {
            CloseHelper.quietClose(lock);

            throw ex;
        }
    }

    Path path()
    {
        return path;
    }

    /**
     * What the file system would let it have.
     */
    long usableBytes() throws IOException
    {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public void close() throws IOException
    {
        lock.close();
    }

    private static void requireWritable(final Path folder) throws IOException
    {
        if (!Files.isWritable(folder))
        {
            throw new AccessDeniedException(folder.toString());
        }
    }

    private static String textOf(final IOException ex)
    {
        if (ex instanceof final FileSystemException known)
        {
            return known instanceof AccessDeniedException ?
                "no access: " + known.getFile() : known.getMessage();
        }

        return ex.toString();
    }
}
