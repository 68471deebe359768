package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a capture comes to must not depend on whether its ticks were added up where they were decoded, or have left the
 * process: all recordings that there are beside the clone, skipped where there are none.
 */
class StreamAuditTest
{
    private static final String MATCH = """
        {"type":"match","trade_id":%d,"side":"sell","size":"2","price":"1.50","product_id":"A-B",\
        "time":"2021-04-17T16:43:43.677370Z"}""";
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> shouldComeToTheSameAsTheCapture() throws IOException
    {
        final Path manifest = DATA.resolve("manifest.json");
        Assumptions.assumeTrue(Files.exists(manifest), "there are no recordings at " + DATA);
        final List<?> entries = (List<?>)JsonTrees.read(Files.readString(manifest)).get("entries");

        return entries.stream().map(Map.class::cast).map(entry ->
            DynamicTest.dynamicTest((String)entry.get("id"), () -> shouldComeToTheSame(entry)));
    }

    private static void shouldComeToTheSame(final Map<?, ?> entry) throws IOException
    {
        final CaptureFormat format = CaptureFormat.of((String)entry.get("format"));
        final String venue = (String)entry.get("venue");
        final List<Path> files = ((List<?>)entry.get("files")).stream()
            .map(file -> DATA.resolve((String)file))
            .toList();

        final Map<?, ?> ofCapture = JsonTrees.read(new Audit(files, format, venue, done -> {}).run());
        final Map<?, ?> ofStream = JsonTrees.read(PlayedCapture.of(files, format, venue).report());

        assertEquals(List.of(), StreamComparison.differences(ofCapture, ofStream));
    }

    @Test
    void shouldTakeAllTimeFromTheCapture() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("times"), """
            1600001000.05: %s
            1600001000.32: %s
            1600009000.00: %s
            """.formatted(MATCH.formatted(1), MATCH.formatted(2), MATCH.formatted(3)));
        final List<String> told = new ArrayList<>();

        PlayedCapture.of(file, (slot, sequence) -> told.add(sequence + " " + describe(slot)));

        assertEquals(
            List.of(
                "0 clock 1600001000050", "1 trade 1600001000050", "2 clock 1600001000150",
                "3 clock 1600001000250", "4 trade 1600001000320",
                // Nobody was recording: the time is told once.
                "5 clock 1600009000000", "6 trade 1600009000000"),
            told);
    }

    @Test
    void shouldGiveTimesToWhatWasRecordedWithoutThem() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("lines"), """
            {"type":"heartbeat"}
            %s
            %s
            """.formatted(MATCH.formatted(1), MATCH.formatted(2)));
        final List<String> told = new ArrayList<>();

        PlayedCapture.of(file, (slot, sequence) -> told.add(describe(slot)));

        assertEquals(
            List.of("clock 1618677823667", "trade 1618677823677", "trade 1618677823687"), told);
    }

    @Test
    void shouldKnowSymbolsAgainInAnotherRun() throws IOException
    {
        final Path file = Files.writeString(folder.resolve("lines"), MATCH.formatted(1));
        final StreamAudit audit = new StreamAudit();
        PlayedCapture.into(audit, file);
        PlayedCapture.into(audit, file);

        assertEquals(4, audit.ticks());
        final String report = audit.report();
        assertTrue(report.contains("\"runs\": 2"), report);
        assertTrue(report.contains("\"sum_qty\": \"4\""), report);
    }

    private static String describe(final TickSlot slot)
    {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final TickHeadDecoder head = new TickHeadDecoder();
        header.wrap(slot.buffer(), slot.messageOffset());
        head.wrap(slot.buffer(), slot.messageOffset() + MessageHeaderDecoder.ENCODED_LENGTH);
        assertEquals(head.receiveTime(), slot.publishTimeNs(), "nothing takes time but the capture's own");

        return (header.templateId() == ClockDecoder.TEMPLATE_ID ? "clock " : "trade ") + head.receiveTime() / 1_000_000;
    }
}
