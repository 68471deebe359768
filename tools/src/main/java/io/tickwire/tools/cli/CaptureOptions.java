package io.tickwire.tools.cli;

import io.tickwire.engine.capture.CaptureFormat;
import picocli.CommandLine.Option;

/**
 * What files do not say of themselves, or not in a way that is understood.
 * Thread: conductor
 */
final class CaptureOptions
{
    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        description = "Of the files: cf, hft, cfj, rxns, lines, bybit, sbe or pcapng. Without it, what each file's " +
            "beginning tells.")
    private String format;

    @Option(
        names = "--venue",
        paramLabel = "VENUE",
        description = "Whose traffic it is. Without it, what addresses or messages tell.")
    private String venue;

    /**
     * Null: what each file's beginning tells.
     *
     * @throws IllegalArgumentException where there is none of this name.
     */
    CaptureFormat format()
    {
        return format == null ? null : CaptureFormat.of(format);
    }

    /** Null: what addresses or messages tell. */
    String venue()
    {
        return venue;
    }
}
