package io.tickwire.transport.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the PROXY header that a connection begins with, of version 1 or 2 (the PROXY protocol, section 2), in whatever
 * pieces it comes. It says how many bytes it lacks at the least: who reads no more than these never has to give any
 * back.
 * <pre>
 *   1: PROXY TCP4 203.0.113.9 192.0.2.1 56324 443\r\n      at most 107 bytes
 *   2: | 12 signature | 1 version, command | 1 family, protocol | 2 length | addresses, ports | TLVs |
 * </pre>
 * Thread: io-<n>
 */
public final class ProxyHeader
{
    /** The most that can be lacking. */
    public static final int MAX_LACKING = 512;

    private static final byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final byte[] BEGINNING = {'P', 'R', 'O', 'X', 'Y', ' '};
    private static final int FIXED_BYTES = 16;
    private static final int MAX_LINE_BYTES = 107;
    private static final int MAX_BYTES = 4_096;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int TCP4_BYTES = 12;
    private static final int TCP6_BYTES = 36;
    private static final String PORT = "(0|[1-9]\\d{0,4})";
    private static final Pattern LINE = Pattern.compile("PROXY TCP([46]) (\\S+) (\\S+) " + PORT + " " + PORT + "\r\n");
    private static final Pattern UNKNOWN = Pattern.compile("PROXY UNKNOWN(?: [^\r\n]*)?\r\n");

    // What is kept of a header: a line, or what of version 2 comes before its TLVs.
    private final byte[] kept = new byte[MAX_LINE_BYTES];
    private int count;
    private int length = FIXED_BYTES;
    private boolean isLine;
    private InetSocketAddress source;

    /**
     * Bytes that are no header.
     * Thread: any
     */
    public static final class MalformedException extends Exception
    {
        private static final long serialVersionUID = 1L;

        private MalformedException(final String message)
        {
            super(message, null, false, false);
        }
    }

    /**
     * How many bytes are lacking at the least; 0: the header is whole.
     */
    public int lacking()
    {
        if (!isLine)
        {
            return count < SIGNATURE.length ? SIGNATURE.length - count : Math.min(MAX_LACKING, length - count);
        }
        if (kept[count - 1] == '\n')
        {
            return 0;
        }

        return kept[count - 1] == '\r' ? 1 : 2;
    }

    /**
     * Take in bytes, no more than are lacking.
     *
     * @throws MalformedException where they can not be of a header; nothing more may be taken in then.
     */
    public void take(final ByteBuffer in) throws MalformedException
    {
        while (in.hasRemaining())
        {
            final byte next = in.get();
            if (count < kept.length)
            {
                kept[count] = next;
            }
            count++;
            check(next);
        }
        if (lacking() == 0)
        {
            source = isLine ? sourceOfLine() : sourceOfBinary();
        }
    }

    /**
     * For whom the proxy speaks, once the header is whole; null: for itself, or for whom it does not say.
     */
    public InetSocketAddress source()
    {
        return source;
    }

    private void check(final byte next) throws MalformedException
    {
        if (count == 1)
        {
            isLine = next == BEGINNING[0];
        }
        if (isLine)
        {
            checkLine(next);
        }
        else if (count <= SIGNATURE.length)
        {
            require(next == SIGNATURE[count - 1], "it begins like no PROXY header");
        }
        else if (count == FIXED_BYTES)
        {
            final ByteBuffer fields = ByteBuffer.wrap(kept);
            length = FIXED_BYTES + Short.toUnsignedInt(fields.getShort(FIXED_BYTES - Short.BYTES));
            require(length <= MAX_BYTES, "a header has at most " + MAX_BYTES + " bytes");
        }
    }

    private void checkLine(final byte next) throws MalformedException
    {
        require(count > BEGINNING.length || next == BEGINNING[count - 1], "it begins like no PROXY header");
        require(count < MAX_LINE_BYTES || next == '\n', "a line has at most " + MAX_LINE_BYTES + " bytes");
        require(next != '\n' || kept[count - 2] == '\r', "a line ends with CR and LF");
        require(count < 2 || kept[count - 2] != '\r' || next == '\n', "a line ends with CR and LF");
    }

    private InetSocketAddress sourceOfLine() throws MalformedException
    {
        final String line = new String(kept, 0, count, StandardCharsets.US_ASCII);
        if (UNKNOWN.matcher(line).matches())
        {
            return null;
        }

        final Matcher matcher = LINE.matcher(line);
        require(matcher.matches(), "a line names a protocol, two addresses and two ports");
        final boolean isShort = "4".equals(matcher.group(1));
        final InetAddress address = addressOf(matcher.group(2), isShort);
        final int port = Integer.parseInt(matcher.group(4));
        require(address != null && addressOf(matcher.group(3), isShort) != null, "an address is none of its protocol");
        require(port <= 0xFFFF && Integer.parseInt(matcher.group(5)) <= 0xFFFF, "a port is at most 65535");

        return new InetSocketAddress(address, port);
    }

    private static InetAddress addressOf(final String text, final boolean isShort)
    {
        return text.indexOf(':') < 0 == isShort ? IpRange.addressOf(text) : null;
    }

    private InetSocketAddress sourceOfBinary() throws MalformedException
    {
        final int command = kept[SIGNATURE.length] & 0xFF;
        require(command == LOCAL || command == PROXY, "a version or command that is not known");
        final int family = kept[SIGNATURE.length + 1] & 0xFF;
        require(family >>> 4 <= 3 && (family & 0xF) <= 2, "a family or protocol that is not known");
        if (command == LOCAL)
        {
            return null;
        }

        return switch (family)
        {
            case TCP4 -> sourceAt(Integer.BYTES, TCP4_BYTES);
            case TCP6 -> sourceAt(2 * Long.BYTES, TCP6_BYTES);
            default -> null;
        };
    }

    private InetSocketAddress sourceAt(final int addressBytes, final int least) throws MalformedException
    {
        require(length >= FIXED_BYTES + least, "it is too short for its addresses");
        final int port = ByteBuffer.wrap(kept).getShort(FIXED_BYTES + 2 * addressBytes) & 0xFFFF;
        try
        {
            return new InetSocketAddress(
                InetAddress.getByAddress(Arrays.copyOfRange(kept, FIXED_BYTES, FIXED_BYTES + addressBytes)), port);
        }
        catch (final UnknownHostException ex)
        {
            throw new IllegalStateException("an address of 4 or 16 bytes is one", ex);
        }
    }

    private static void require(final boolean isSo, final String message) throws MalformedException
    {
        if (!isSo)
        {
            throw new MalformedException(message);
        }
    }
}
