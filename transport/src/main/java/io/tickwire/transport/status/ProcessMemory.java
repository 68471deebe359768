package io.tickwire.transport.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What memory this process has, by the kernel's own count, which a limit of systemd or of a container goes by.
 * Thread: any
 */
final class ProcessMemory
{
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+([0-9]+) kB$");
    private static final long KIB = 1024;

    private ProcessMemory()
    {
    }

    /**
     * @return empty: this system does not say.
     */
    static OptionalLong residentBytes()
    {
        try
        {
            final Matcher resident = RESIDENT.matcher(Files.readString(STATUS));

            return resident.find() ? OptionalLong.of(Long.parseLong(resident.group(1)) * KIB) : OptionalLong.empty();
        }
        catch (final IOException ex)
        {
            return OptionalLong.empty();
        }
    }
}
