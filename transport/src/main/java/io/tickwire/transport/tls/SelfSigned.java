package io.tickwire.transport.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that nobody but itself vouches for, for a developer's machine: P-256, a year, localhost and the
 * machine's name. The JDK reads certificates, but has no public way to make one.
 * Thread: conductor
 */
final class SelfSigned
{
    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ALT_NAMES = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String EXTENDED_USAGE = "2.5.29.37";
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final int VERSION_3 = 2;
    private static final int UTC_TIME = 0x17;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final int EXTENSIONS = 3;
    private static final int SERIAL_BITS = 120;
    private static final int DAYS = 365;
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private SelfSigned()
    {
    }

    static CertifiedKey make(final Instant now) throws GeneralSecurityException, UnknownHostException
    {
        final KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        final KeyPair pair = generator.generateKeyPair();

        final byte[] algorithm = Der.sequence(Der.oid(ECDSA_SHA256));
        final byte[] name = Der.sequence(Der.of(
            Der.SET, Der.sequence(Der.oid(COMMON_NAME), Der.utf8("Tickwire development"))));
        final byte[] body = Der.sequence(
            Der.of(Der.CONTEXT | Der.CONSTRUCTED, Der.integer(BigInteger.valueOf(VERSION_3))),
            Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS)),
            algorithm,
            name,
            Der.sequence(time(now.minus(1, ChronoUnit.HOURS)), time(now.plus(DAYS, ChronoUnit.DAYS))),
            name,
            pair.getPublic().getEncoded(),
            Der.of(Der.CONTEXT | Der.CONSTRUCTED | EXTENSIONS, Der.sequence(
                Der.sequence(Der.oid(BASIC_CONSTRAINTS), Der.TRUE, Der.of(Der.OCTET_STRING, Der.sequence())),
                Der.sequence(Der.oid(EXTENDED_USAGE), Der.of(Der.OCTET_STRING, Der.sequence(Der.oid(SERVER)))),
                Der.sequence(Der.oid(ALT_NAMES), Der.of(Der.OCTET_STRING, altNames())))));
        final Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        final byte[] certificate = Der.sequence(body, algorithm, Der.bits(signature.sign()));

        return new CertifiedKey(
            pair.getPrivate(),
            List.of((X509Certificate)CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(certificate))));
    }

    private static byte[] time(final Instant time)
    {
        return Der.of(UTC_TIME, TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] altNames() throws UnknownHostException
    {
        final List<byte[]> names = new ArrayList<>(List.of(dnsName("localhost")));
        for (final String address : List.of("127.0.0.1", "::1"))
        {
            names.add(Der.of(Der.CONTEXT | IP_ADDRESS, InetAddress.getByName(address).getAddress()));
        }
        final String host = hostName();
        if (host.matches("[A-Za-z0-9.-]+") && !"localhost".equals(host))
        {
            names.add(dnsName(host));
        }

        return Der.sequence(names.toArray(byte[][]::new));
    }

    private static String hostName()
    {
        try
        {
            return InetAddress.getLocalHost().getHostName();
        }
        catch (final UnknownHostException ex)
        {
            return "localhost";
        }
    }

    private static byte[] dnsName(final String name)
    {
        return Der.of(Der.CONTEXT | DNS_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
}
