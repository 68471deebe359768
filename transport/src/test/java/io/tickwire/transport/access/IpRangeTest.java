package io.tickwire.transport.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Ranges of addresses, against arithmetic that is obviously right.
 */
class IpRangeTest
{
    private static final int ROUNDS = 20_000;

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "10.0.0.0/8, ::ffff:10.1.2.3, ::10.1.2.3",
        "::ffff:10.0.0.0/104, 10.9.9.9, 9.9.9.9",
        "192.0.2.7, 192.0.2.7, 192.0.2.6",
        "0.0.0.0/0, 255.255.255.255, ::1",
        "::/0, 2001:db8::1, 192.0.2.7",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1, 2001:db8::2",
        "128.0.0.0/1, 128.0.0.1, 127.255.255.255",
        "fe80::/10, febf::1, fec0::1",
        "2001:db8:0:1::/64, 2001:db8:0:1:ffff::, 2001:db8:0:2::",
        "2001:db8:0:1:8000::/65, 2001:db8:0:1:8000::, 2001:db8:0:1:7fff::"})
    void shouldHoldWhatBeginsAlike(final String range, final String inside, final String outside)
    {
        final IpRanges ranges = new IpRanges(List.of(IpRange.parse(range)));

        assertTrue(ranges.contains(IpRange.addressOf(inside)));
        assertFalse(ranges.contains(IpRange.addressOf(outside)));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "10", "10.1", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.1/8", "010.0.0.0",
        "256.0.0.0", "10.0.0.0.0", "10.0.0.0.", "10.0.0.0 ", "localhost", "example.com", "1:2", "::1/129", "::1/64",
        "2001:db8::/16", "fe80::1%eth0", "[::1]", ":::", "1::2::3", ".:1", "0x7f.0.0.1", "::ffff:10.0.0.0/8/8"})
    void shouldRefuseWhatIsNoRange(final String text)
    {
        assertThrows(IllegalArgumentException.class, () -> IpRange.parse(text));
    }

    @Test
    void shouldNeverAskForAName()
    {
        for (final String name : List.of("localhost", "abc", "dead", "dead.beef", "1", "1.2", "127.1", "0177.0.0.1"))
        {
            assertNull(IpRange.addressOf(name), name);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.0.0.0/8", "192.0.2.7, 192.0.2.7", "192.0.2.7/32, 192.0.2.7", "::, ::", "::/0, ::/0",
        "::ffff:0:0/96, 0.0.0.0/0", "2001:DB8:0:0:0:0:0:0/32, 2001:db8::/32", "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8", "1:0:2:0:3:0:4:0, 1:0:2:0:3:0:4:0", "1::, 1::", "::1, ::1"})
    void shouldPrintTheShortestForm(final String text, final String printed)
    {
        assertEquals(printed, IpRange.parse(text).toString());
    }

    @Test
    void shouldAgreeWithArithmetic() throws UnknownHostException
    {
        final Random random = new Random(7);
        for (int i = 0; i < ROUNDS; i++)
        {
            final boolean isShort = random.nextBoolean();
            final byte[] network = new byte[isShort ? 4 : 16];
            random.nextBytes(network);
            final int bits = random.nextInt(8 * network.length + 1);
            clearAfter(network, bits);
            final String text = InetAddress.getByAddress(network).getHostAddress() + "/" + bits;
            final IpRange range = IpRange.parse(text);
            final byte[] address = Arrays.copyOf(network, network.length);
            final int flipped = random.nextInt(8 * network.length);
            address[flipped / 8] ^= (byte)(0x80 >>> flipped % 8);

            final IpRanges ranges = new IpRanges(List.of(range));
            assertEquals(range, IpRange.parse(range.toString()), text);
            assertTrue(ranges.contains(InetAddress.getByAddress(network)), text);
            assertEquals(
                isIn(network, bits, address), ranges.contains(InetAddress.getByAddress(address)), text);
        }
    }

    private static void clearAfter(final byte[] bytes, final int bits)
    {
        for (int i = bits; i < 8 * bytes.length; i++)
        {
            bytes[i / 8] &= (byte)~(0x80 >>> i % 8);
        }
    }

    private static boolean isIn(final byte[] network, final int bits, final byte[] address)
    {
        final int shift = 8 * network.length - bits;

        return new BigInteger(1, network).shiftRight(shift).equals(new BigInteger(1, address).shiftRight(shift));
    }
}
