package io.tickwire.transport.log;

import org.slf4j.event.Level;

import java.nio.file.Path;
import java.util.Optional;

import static io.tickwire.transport.bounds.Bounds.requireRange;

/**
 * What is written of a server.
 *
 * @param level       the least that is written.
 * @param format      of a line.
 * @param file        where to; empty: the console's errors.
 * @param rotateBytes of a file before the next is begun.
 * @param files       that are kept, with the one that is written.
 * Thread: any
 */
public record LogSettings(Level level, Format format, Optional<Path> file, int rotateBytes, int files)
{
    public LogSettings
    {
        requireRange("log.rotateBytes", rotateBytes, 1 << 12, 1 << 30);
        requireRange("log.files", files, 1, 1_000);
    }

    /**
     * What a line of the log is.
     * Thread: any
     */
    public enum Format
    {
        /** For people. */
        TEXT,

        /** An object a line, for machines. */
        JSON
    }
}
