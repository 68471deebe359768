package io.tickwire.transport.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is begun anew when it is full. The one before it gets {@code .1} behind its name, the one before that
 * {@code .2}, and so on; the oldest goes. Lines are never torn: a line that does not fit is the first of the next file.
 * <p>
 * Where a file can not be moved away, that is told, and the same is written on: no line is lost. Where a line can not
 * be written, because the disk is full, the file is left as it was before the line, and the next is tried anew.
 * Thread: any
 */
final class RotatingFile extends OutputStream
{
    private final Path path;
    private final long maxBytes;
    private final int files;
    private FileOutputStream out;
    private long bytes;
    private long limit;

    /**
     * @param maxBytes of a file.
     * @param files    that are kept, with the one that is written.
     */
    RotatingFile(final Path path, final long maxBytes, final int files) throws IOException
    {
        this.path = path;
        this.maxBytes = maxBytes;
        this.files = files;
        final Path folder = path.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder))
        {
            Files.createDirectories(folder);
        }
        open();
    }

    @Override
    public void write(final int b) throws IOException
    {
        write(new byte[] {(byte)b}, 0, 1);
    }

    /**
     * Write a line, or several, into one file.
     */
    @Override
    public void write(final byte[] source, final int offset, final int length) throws IOException
    {
        IOException trouble = null;
        if (!out.getChannel().isOpen())
        {
            // It was moved away, and could not be begun anew.
            open();
        }
        else if (bytes > 0 && bytes + length > limit)
        {
            trouble = rotate();
        }
        append(source, offset, length);
        bytes += length;
        if (trouble != null)
        {
            throw trouble;
        }
    }

    @Override
    public void close() throws IOException
    {
        out.close();
    }

    private void append(final byte[] source, final int offset, final int length) throws IOException
    {
        try
        {
            out.write(source, offset, length);
        }
        catch (final IOException ex)
        {
            takeBack(ex);

            throw ex;
        }
    }

    /**
     * Leave no part of a line. What is no file of a disk has no end to go back to.
     */
    private void takeBack(final IOException reason)
    {
        try
        {
            out.getChannel().truncate(bytes);
        }
        catch (final IOException ex)
        {
            reason.addSuppressed(ex);
        }
    }

    /**
     * @return what kept it from that, or null. It is tried again when as much again is written.
     */
    private IOException rotate() throws IOException
    {
        out.close();
        IOException trouble = null;
        try
        {
            for (int age = files - 1; age > 0; age--)
            {
                moveIfThere(older(age - 1), older(age));
            }
            if (files == 1)
            {
                Files.deleteIfExists(path);
            }
        }
        catch (final IOException ex)
        {
            trouble = new IOException("can not rotate the log: file=" + path, ex);
        }
        open();

        return trouble;
    }

    private void open() throws IOException
    {
        out = new FileOutputStream(path.toFile(), true);
        bytes = Files.size(path);
        limit = bytes < maxBytes ? maxBytes : bytes + maxBytes;
    }

    private Path older(final int age)
    {
        return age == 0 ? path : path.resolveSibling(path.getFileName() + "." + age);
    }

    private static void moveIfThere(final Path from, final Path to) throws IOException
    {
        try
        {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
        catch (final NoSuchFileException ex)
        {
            // The first times there are not so many.
        }
    }
}
