package io.tickwire.transport.ws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import static io.tickwire.transport.ws.ClientFrames.BINARY;
import static io.tickwire.transport.ws.ClientFrames.CLOSE;
import static io.tickwire.transport.ws.ClientFrames.CONTINUATION;
import static io.tickwire.transport.ws.ClientFrames.FIN;
import static io.tickwire.transport.ws.ClientFrames.PING;
import static io.tickwire.transport.ws.ClientFrames.PONG;
import static io.tickwire.transport.ws.ClientFrames.TEXT;
import static io.tickwire.transport.ws.ClientFrames.utf8;

/**
 * RFC 6455, sections 5 to 8: what one side sends, and all that the other, which echoes messages, says to it until the
 * connection ends. The sections of the RFC stand before the names; those of the Autobahn test suite behind them, where
 * there is one. The longest message may have 16 MiB.
 */
public final class FramingCases
{
    private static final String END = "close 1000";

    private final Supplier<ClientFrames> frames;

    /**
     * @param frames new ones of the sending side.
     */
    public FramingCases(final Supplier<ClientFrames> frames)
    {
        this.frames = frames;
    }

    /**
     * One of them.
     */
    public record Case(String name, ClientFrames sent, List<String> expected)
    {
    }

    public List<Case> all()
    {
        final List<Case> cases = new ArrayList<>();
        lengths(cases);
        pings(cases);
        forbidden(cases);
        fragments(cases);
        texts(cases);
        closes(cases);

        return cases;
    }

    private void lengths(final List<Case> cases)
    {
        for (final int length : new int[]{0, 1, 125, 126, 127, 128, 65_535, 65_536, 65_537})
        {
            final byte[] text = utf8("*".repeat(length));
            final byte[] binary = new byte[length];
            Arrays.fill(binary, (byte)0xFE);
            cases.add(good("5.2 text of " + length + " (1.1)", client().frame(FIN | TEXT, text), "text " + hex(text)));
            cases.add(good(
                "5.2 binary of " + length + " (1.2)", client().frame(FIN | BINARY, binary), "binary " + hex(binary)));
        }
    }

    private void pings(final List<Case> cases)
    {
        final byte[] longest = new byte[125];
        Arrays.fill(longest, (byte)0xFE);
        cases.add(good("5.5.2 ping without payload (2.1)", client().frame(FIN | PING), "pong "));
        cases.add(good("5.5.2 ping with payload (2.2)", client().frame(FIN | PING, (byte)0, (byte)0xFF), "pong 00ff"));
        cases.add(good("5.5.2 longest ping (2.4)", client().frame(FIN | PING, longest), "pong " + hex(longest)));
        cases.add(bad("5.5 ping of 126 (2.5)", client().frame(FIN | PING, new byte[126]), 1002));
        cases.add(bad("5.5 pong of 126", client().frame(FIN | PONG, new byte[126]), 1002));
        cases.add(good("5.5.3 pong that nobody asked for (2.7)", client().frame(FIN | PONG)));
        cases.add(good("5.5.3 pong with payload, and ping (2.9)",
            client().frame(FIN | PONG, (byte)1).frame(FIN | PING, (byte)2), "pong 02"));
        final ClientFrames ten = client();
        final List<String> pongs = new ArrayList<>();
        for (int i = 0; i < 10; i++)
        {
            ten.frame(FIN | PING, (byte)i);
            pongs.add("pong 0" + i);
        }
        cases.add(good("5.5.2 ten pings (2.10)", ten, pongs.toArray(String[]::new)));
        cases.add(bad("5.5 ping in fragments", client().frame(PING), 1002));
    }

    private void forbidden(final List<Case> cases)
    {
        final byte[] hello = utf8("Hello");
        for (final int reserved : new int[]{0x10, 0x20, 0x30, 0x50, 0x60, 0x70})
        {
            cases.add(bad(
                "5.2 reserved bits " + reserved + " (3.1)", client().frame(FIN | reserved | TEXT, hello), 1002));
            cases.add(new Case("5.2 reserved bits " + reserved + " behind a message (3.4)",
                client().text("a").frame(FIN | reserved | BINARY, hello), List.of("text 61", "close 1002")));
        }
        for (final int opcode : new int[]{PING, PONG, CLOSE, CONTINUATION})
        {
            cases.add(bad("5.2 RSV1 on opcode " + opcode + " (3.6)", client().frame(FIN | 0x40 | opcode), 1002));
        }
        for (final int opcode : new int[]{3, 4, 5, 6, 7, 11, 12, 13, 14, 15})
        {
            cases.add(bad("5.2 opcode " + opcode + " (4)", client().frame(FIN | opcode), 1002));
            cases.add(new Case("5.2 opcode " + opcode + " with payload behind a message (4)",
                client().text("a").frame(FIN | opcode, hello).frame(FIN | PING), List.of("text 61", "close 1002")));
        }
        cases.add(bad(
            "5.2 length with its top bit", client().header(FIN | BINARY, Long.MIN_VALUE | 5, 8).masked(), 1002));
        cases.add(bad("5.2 length of 125 in 2 bytes", client().header(FIN | BINARY, 125, 2).masked(), 1002));
        cases.add(bad("5.2 length of 5 in 8 bytes", client().header(FIN | BINARY, 5, 8).masked(hello), 1002));
        cases.add(bad("5.2 length of 65535 in 8 bytes", client().header(FIN | BINARY, 65_535, 8).masked(), 1002));
        cases.add(bad(
            "10.4 message of 18 MiB", client().header(FIN | BINARY, 18L << 20, 8).masked(), 1009));
        cases.add(bad("10.4 message of 2^63 - 1", client().header(BINARY, Long.MAX_VALUE, 8).masked(), 1009));
    }

    private void fragments(final List<Case> cases)
    {
        final byte[] one = utf8("fragment1");
        final byte[] two = utf8("fragment2");
        final String whole = "text " + hex(utf8("fragment1fragment2"));
        cases.add(bad("5.5 ping in two fragments (5.1)",
            client().frame(PING, one).frame(FIN | CONTINUATION, two), 1002));
        cases.add(bad("5.5 pong in two fragments (5.2)",
            client().frame(PONG, one).frame(FIN | CONTINUATION, two), 1002));
        cases.add(good("5.4 text in two fragments (5.3)",
            client().frame(TEXT, one).frame(FIN | CONTINUATION, two), whole));
        cases.add(good("5.4 ping between fragments (5.6)",
            client().frame(TEXT, one).frame(FIN | PING, (byte)1).frame(FIN | CONTINUATION, two), "pong 01", whole));
        cases.add(bad("5.4 continuation of nothing (5.9)",
            client().frame(FIN | CONTINUATION, one).text("Hello"), 1002));
        cases.add(bad("5.4 continuation of nothing, not the last (5.12)",
            client().frame(CONTINUATION, one).text("Hello"), 1002));
        cases.add(new Case("5.4 continuation of what has ended (5.15)",
            client().frame(TEXT, one).frame(FIN | CONTINUATION, two).frame(CONTINUATION, one).text("x"),
            List.of(whole, "close 1002")));
        cases.add(bad("5.4 text within a message (5.18)", client().frame(TEXT, one).frame(FIN | TEXT, two), 1002));
        cases.add(bad("5.4 binary within a message", client().frame(BINARY, one).frame(BINARY, two), 1002));
        cases.add(good("5.4 five fragments and two pings (5.19)",
            client().frame(TEXT, one).frame(CONTINUATION, two).frame(FIN | PING, (byte)1).frame(CONTINUATION, one)
                .frame(CONTINUATION, two).frame(FIN | PING, (byte)2).frame(FIN | CONTINUATION, one),
            "pong 01", "pong 02", "text " + hex(utf8("fragment1fragment2fragment1fragment2fragment1"))));
        cases.add(good("5.4 fragments without payload (6.1)",
            client().frame(TEXT).frame(CONTINUATION).frame(FIN | CONTINUATION), "text "));
        cases.add(good("5.4 payload in the middle (6.1.3)",
            client().frame(TEXT).frame(CONTINUATION, (byte)'m').frame(FIN | CONTINUATION), "text 6d"));
    }

    private void texts(final List<Case> cases)
    {
        final String valid =
            "\u03ba\u1f79\u03c3\u03bc\u03b5 \ud800\udc00 \udbff\udfff \ufffe \uffff \ue000 \ud7ff \u0000";
        cases.add(good("8.1 UTF-8 (6.2)", client().text(valid), "text " + hex(utf8(valid))));
        final ClientFrames bytewise = client();
        final byte[] bytes = utf8(valid);
        for (int i = 0; i < bytes.length; i++)
        {
            bytewise.frame((i == bytes.length - 1 ? FIN : 0) | (i == 0 ? TEXT : CONTINUATION), bytes[i]);
        }
        cases.add(good("8.1 UTF-8, a fragment a byte (6.2.3)", bytewise, "text " + hex(bytes)));
        for (final String invalid : new String[]{
            "cebae1bdb9cf83cebcceb5eda080656469746564", "f4908080", "80", "bf", "8080", "c0af", "c1bf", "e080af",
            "e09fbf", "f08080af", "f08fbfbf", "f8888080af", "fc8480808080", "fe", "ff", "fefeffff", "eda080", "edbfbf",
            "eda080edb080", "f7bfbfbf", "f5808080", "c020", "e08020", "c3", "e2", "e282", "f0", "f09080"})
        {
            final byte[] text = HexFormat.of().parseHex(invalid);
            cases.add(bad("8.1 no UTF-8: " + invalid + " (6.3)", client().frame(FIN | TEXT, text), 1007));
            cases.add(bad("8.1 no UTF-8, in two fragments: " + invalid,
                client().frame(TEXT, Arrays.copyOf(text, text.length / 2))
                    .frame(FIN | CONTINUATION, Arrays.copyOfRange(text, text.length / 2, text.length)), 1007));
        }
        cases.add(bad("8.1 no UTF-8, told before the message has ended (6.4.1)",
            client().frame(TEXT, utf8("\u03ba")).frame(CONTINUATION, (byte)0xF4, (byte)0x90), 1007));
        cases.add(bad("8.1 no UTF-8, told before the frame has ended (6.4.3)",
            client().header(FIN | TEXT, 500, 2).masked((byte)'a', (byte)0xED, (byte)0xA0), 1007));
        cases.add(good("8.1 what is binary may be anything",
            client().frame(FIN | BINARY, (byte)0xFF, (byte)0xC0), "binary ffc0"));
    }

    private void closes(final List<Case> cases)
    {
        cases.add(new Case("5.5.1 close without a code (7.3.1)",
            client().frame(FIN | CLOSE), List.of("close ")));
        cases.add(bad("5.5.1 close of one byte (7.3.2)", client().frame(FIN | CLOSE, (byte)3), 1002));
        cases.add(bad("5.5.1 close of 126", client().frame(FIN | CLOSE, new byte[126]), 1002));
        cases.add(new Case("5.5.1 longest reason (7.3.5)",
            client().close(1000, utf8("*".repeat(123))), List.of(END)));
        cases.add(bad("8.1 reason that is no UTF-8 (7.5.1)",
            client().close(1000, HexFormat.of().parseHex("cebae1bdb9cf83cebcceb5eda080656469746564")), 1007));
        cases.add(new Case("5.5.1 nothing is answered behind a close (7.1.3)",
            client().close(1000).frame(FIN | PING).text("late"), List.of(END)));
        cases.add(new Case("5.5.1 close within a message (7.1.5)",
            client().frame(TEXT, (byte)'a').close(1000).frame(FIN | CONTINUATION, (byte)'b'), List.of(END)));
        for (final int code : new int[]{
            1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999})
        {
            cases.add(new Case("7.4 code " + code + " (7.7)", client().close(code), List.of("close " + code)));
        }
        for (final int code : new int[]{0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535})
        {
            cases.add(bad("7.4 code " + code + " (7.9)", client().close(code, utf8("why")), 1002));
        }
    }

    /**
     * The connection goes on, and the client closes it.
     */
    private Case good(final String name, final ClientFrames sent, final String... expected)
    {
        final List<String> lines = new ArrayList<>(List.of(expected));
        lines.add(END);

        return new Case(name, sent.close(1000), lines);
    }

    private Case bad(final String name, final ClientFrames sent, final int code)
    {
        return new Case(name, sent, List.of("close " + code));
    }

    private static String hex(final byte[] bytes)
    {
        return HexFormat.of().formatHex(bytes);
    }

    private ClientFrames client()
    {
        return frames.get();
    }
}
