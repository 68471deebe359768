package io.tickwire.transport.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * As much of ASN.1's distinguished encoding as a certificate and the wrapping of a key need.
 * Thread: any
 */
final class Der
{
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int OID = 0x06;
    static final int UTF8_STRING = 0x0C;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int CONTEXT = 0x80;
    static final int CONSTRUCTED = 0x20;
    static final byte[] NULL = {0x05, 0};
    static final byte[] TRUE = {0x01, 1, (byte)0xFF};

    private static final int SHORT_LENGTH = 0x80;
    private static final int OID_BITS = 7;
    private static final int OID_MORE = 0x80;
    private static final int OID_FIRST = 40;

    private Der()
    {
    }

    static byte[] sequence(final byte[]... parts)
    {
        return of(SEQUENCE, parts);
    }

    /**
     * A value of a type, made of parts that follow each other.
     */
    static byte[] of(final int tag, final byte[]... parts)
    {
        final byte[] content = join(parts);
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(tag);
        if (content.length < SHORT_LENGTH)
        {
            bytes.write(content.length);
        }
        else
        {
            final byte[] length = BigInteger.valueOf(content.length).toByteArray();
            final int from = length[0] == 0 ? 1 : 0;
            bytes.write(SHORT_LENGTH | length.length - from);
            bytes.write(length, from, length.length - from);
        }
        bytes.writeBytes(content);

        return bytes.toByteArray();
    }

    static byte[] integer(final BigInteger value)
    {
        return of(INTEGER, value.toByteArray());
    }

    static byte[] utf8(final String text)
    {
        return of(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Bits, in whole bytes.
     */
    static byte[] bits(final byte[] bytes)
    {
        return of(BIT_STRING, new byte[1], bytes);
    }

    /**
     * An object identifier, as in {@code 1.2.840.10045.2.1}.
     */
    static byte[] oid(final String dotted)
    {
        final String[] arcs = dotted.split("\\.");
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(OID_FIRST * Integer.parseInt(arcs[0]) + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++)
        {
            final int arc = Integer.parseInt(arcs[i]);
            for (int shift = 4 * OID_BITS; shift > 0; shift -= OID_BITS)
            {
                if (arc >>> shift != 0)
                {
                    bytes.write(OID_MORE | arc >>> shift);
                }
            }
            bytes.write(arc & OID_MORE - 1);
        }

        return of(OID, bytes.toByteArray());
    }

    private static byte[] join(final byte[]... parts)
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (final byte[] part : parts)
        {
            bytes.writeBytes(part);
        }

        return bytes.toByteArray();
    }
}
