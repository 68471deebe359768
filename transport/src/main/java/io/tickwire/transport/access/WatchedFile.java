package io.tickwire.transport.access;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file that is read again when it is another.
 * Thread: io-<n>
 */
final class WatchedFile
{
    private static final Logger LOGGER = LoggerFactory.getLogger(WatchedFile.class);
    private static final int MAX_BYTES = 16 << 20;
    private static final boolean IS_POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.OTHERS_WRITE);

    private final Path path;
    private Stamp stamp;

    WatchedFile(final Path path)
    {
        this.path = path;
    }

    /**
     * What tells one state of a file from another. Links are followed, so that one that leads elsewhere counts, too.
     */
    private record Stamp(FileTime modified, long size, Object fileKey)
    {
    }

    /**
     * What a file's bytes mean.
     * Thread: any
     */
    interface Parser<T>
    {
        T parse(byte[] file) throws BadKeyException;
    }

    /**
     * Whether it is another than when this was asked last. The first time it is.
     */
    boolean hasChanged()
    {
        final Stamp now = stampNow();
        final boolean hasChanged = !now.equals(stamp);
        stamp = now;

        return hasChanged;
    }

    /**
     * Read it.
     *
     * @throws BadKeyException whose message begins with its path.
     */
    <T> T read(final Parser<T> parser) throws BadKeyException
    {
        try (InputStream stream = Files.newInputStream(path))
        {
            final byte[] file = stream.readNBytes(MAX_BYTES + 1);
            if (file.length > MAX_BYTES)
            {
                throw new BadKeyException("it must have at most " + MAX_BYTES + " bytes");
            }

            return parser.parse(file);
        }
        catch (final NoSuchFileException ex)
        {
            throw new BadKeyException(path + ": no such file", ex);
        }
        catch (final IOException ex)
        {
            throw new BadKeyException(path + ": can not be read: " + ex, ex);
        }
        catch (final BadKeyException ex)
        {
            throw new BadKeyException(path + ": " + ex.getMessage(), ex);
        }
    }

    /**
     * Say so where others than its owner can read it.
     */
    void warnIfOpen()
    {
        try
        {
            if (IS_POSIX)
            {
                final Set<PosixFilePermission> mode = EnumSet.copyOf(OF_OTHERS);
                mode.retainAll(Files.getPosixFilePermissions(path));
                if (!mode.isEmpty())
                {
                    LOGGER.warn("access.file_open file={} others={}: it holds secrets; chmod 600 it", path, mode);
                }
            }
        }
        catch (final IOException ex)
        {
            LOGGER.warn("access.file_gone file={}", path, ex);
        }
    }

    private Stamp stampNow()
    {
        try
        {
            final BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);

            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
        catch (final IOException ex)
        {
            return new Stamp(FileTime.fromMillis(0), -1, null);
        }
    }
}
