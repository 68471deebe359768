package io.tickwire.bench.profile;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The samples of a recording as collapsed stacks: a line for each stack, its thread and frames from the outermost to
 * the innermost with a semicolon between them, then how often it was seen.
 */
public final class CollapsedStacks
{
    private static final String JAVA_SAMPLE = "jdk.ExecutionSample";
    private static final String NATIVE_SAMPLE = "jdk.NativeMethodSample";

    private final Map<String, Long> counts = new TreeMap<>();

    private CollapsedStacks()
    {
    }

    /**
     * Write the stacks of a recording to a file.
     *
     * @return how many samples there were.
     */
    public static long write(final Path recording, final Path file) throws IOException
    {
        final CollapsedStacks stacks = new CollapsedStacks();
        try (RecordingFile events = new RecordingFile(recording))
        {
            while (events.hasMoreEvents())
            {
                stacks.add(events.readEvent());
            }
        }
        Files.write(
            file, stacks.counts.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());

        return stacks.counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void add(final RecordedEvent event)
    {
        final String type = event.getEventType().getName();
        if ((JAVA_SAMPLE.equals(type) || NATIVE_SAMPLE.equals(type)) && event.getStackTrace() != null)
        {
            final List<String> frames = new ArrayList<>();
            for (final RecordedFrame frame : event.getStackTrace().getFrames())
            {
                frames.add(name(frame.getMethod()));
            }
            frames.add(event.getThread("sampledThread").getJavaName());
            Collections.reverse(frames);
            counts.merge(String.join(";", frames), 1L, Long::sum);
        }
    }

    private static String name(final RecordedMethod method)
    {
        return method.getType().getName() + "." + method.getName();
    }
}
