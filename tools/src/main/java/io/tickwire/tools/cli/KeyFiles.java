package io.tickwire.tools.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Writes files that hold keys.
 * Thread: conductor
 */
final class KeyFiles
{
    private static final boolean IS_POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private KeyFiles()
    {
    }

    /**
     * Where the public part of a key is.
     */
    static Path publicBeside(final Path file)
    {
        return file.resolveSibling(file.getFileName() + ".jwks");
    }

    /**
     * Write a file that is not there yet.
     *
     * @param isSecret whether nobody but its owner may read it, from its first moment on.
     */
    static void create(final Path file, final String text, final boolean isSecret) throws IOException
    {
        try (FileChannel channel = FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(isSecret)))
        {
            write(channel, text);
        }
    }

    /**
     * Add a line to a file, whole or not at all; others that add to it wait. A server that reads half of it keeps what
     * it had, and looks again.
     */
    static void append(final Path file, final String line) throws IOException
    {
        try (FileChannel channel = FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            mode(true)))
        {
            // Until the channel is closed.
            channel.lock();
            final long size = channel.size();
            channel.position(size);
            try
            {
                write(channel, (endsInLine(channel, size) ? "" : "\n") + line + "\n");
            }
            catch (final IOException ex)
            {
                channel.truncate(size);

                throw ex;
            }
        }
    }

    /**
     * What went wrong with a file, for people.
     */
    static String why(final Path file, final IOException ex)
    {
        if (ex instanceof FileAlreadyExistsException)
        {
            return file + " is there already: name another, or remove it";
        }
        if (ex instanceof NoSuchFileException)
        {
            return file + ": no such file or folder";
        }

        return file + ": " + (ex instanceof AccessDeniedException ? "not allowed" : ex.getMessage());
    }

    private static boolean endsInLine(final FileChannel channel, final long size) throws IOException
    {
        final ByteBuffer last = ByteBuffer.allocate(1);

        return size == 0 || channel.read(last, size - 1) == 1 && last.get(0) == '\n';
    }

    private static void write(final FileChannel channel, final String text) throws IOException
    {
        final ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining())
        {
            channel.write(bytes);
        }
        channel.force(true);
    }

    private static FileAttribute<?>[] mode(final boolean isSecret)
    {
        return IS_POSIX ?
            new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(isSecret ? "rw-------" : "rw-r--r--"))} :
            new FileAttribute<?>[0];
    }
}
