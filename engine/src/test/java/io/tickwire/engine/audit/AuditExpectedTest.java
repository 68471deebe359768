package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureFormat;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * All recordings that there are, against what someone else found in them. They are not ours to hand on, so that they
 * lie beside the clone, and this is skipped where they do not.
 */
class AuditExpectedTest
{
    /** A digest of all frames of a recording; nobody says of which form of them. */
    private static final String UNTOLD = "canonical_sha256";

    private static final Path DATA = Path.of("..", "..", "shared", "data");

    @TestFactory
    Stream<DynamicTest> shouldFindInRecordingsWhatOthersFound() throws IOException
    {
        final Path manifest = DATA.resolve("manifest.json");
        Assumptions.assumeTrue(Files.exists(manifest), "there are no recordings at " + DATA);
        final List<?> entries = (List<?>)JsonTrees.read(Files.readString(manifest)).get("entries");

        return entries.stream().map(Map.class::cast).map(entry ->
            DynamicTest.dynamicTest((String)entry.get("id"), () -> shouldFind(entry)));
    }

    private static void shouldFind(final Map<?, ?> entry) throws IOException
    {
        final CaptureFormat format = CaptureFormat.of((String)entry.get("format"));
        final String venue = (String)entry.get("venue");
        final List<Path> files = ((List<?>)entry.get("files")).stream()
            .map(file -> DATA.resolve((String)file))
            .toList();
        final Path expected = DATA.resolve("expected").resolve(entry.get("id") + ".json");

        final String told = new Audit(files, format, venue, done -> {}).run();
        final Map<?, ?> found = JsonTrees.read(Files.readString(expected));
        found.remove(UNTOLD);
        assertEquals(List.of(), JsonTrees.differences(found, JsonTrees.read(told)));
        assertEquals(told, new Audit(files, null, null, done -> {}).run(), "with format and venue guessed");
    }
}
