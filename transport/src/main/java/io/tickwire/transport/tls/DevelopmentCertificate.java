package io.tickwire.transport.tls;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The certificate of a developer's server: made once, and kept below the data directory, so that a browser that was
 * told to trust it goes on trusting it. Where it can not be kept, it lives as long as the process.
 * Thread: conductor
 */
final class DevelopmentCertificate
{
    private static final Logger LOGGER = LoggerFactory.getLogger(DevelopmentCertificate.class);
    private static final String FILE = "development.pem";
    private static final long RENEW_DAYS = 14;

    private final Path file;

    /**
     * @param data empty: it is not kept.
     */
    DevelopmentCertificate(final Optional<Path> data)
    {
        file = data.map(folder -> folder.resolve("tls").resolve(FILE)).orElse(null);
    }

    CertifiedKey get(final Instant now) throws TlsException
    {
        final CertifiedKey kept = file == null ? null : kept(now);
        if (kept != null)
        {
            return kept;
        }
        try
        {
            final CertifiedKey made = SelfSigned.make(now);
            if (file != null)
            {
                keep(made);
            }

            return made;
        }
        catch (final GeneralSecurityException | IOException ex)
        {
            throw new TlsException("no certificate can be made for development: set tls.certificate", ex);
        }
    }

    private CertifiedKey kept(final Instant now)
    {
        try
        {
            final byte[] bytes = Files.readAllBytes(file);
            final CertifiedKey kept = new CertifiedKey(Pem.key(bytes), Pem.certificates(bytes));
            final boolean isToStay =
                kept.isPair() && kept.expiresAtMs() > now.plus(RENEW_DAYS, ChronoUnit.DAYS).toEpochMilli();

            return isToStay ? kept : null;
        }
        catch (final IOException | GeneralSecurityException ex)
        {
            LOGGER.debug("tls.development_certificate_new file={} because=\"{}\"", file, ex.toString());

            return null;
        }
    }

    private void keep(final CertifiedKey made) throws GeneralSecurityException
    {
        try
        {
            final Path folder = file.getParent();
            Files.createDirectories(folder);
            final Path fresh = Files.createTempFile(folder, FILE, ".new", ownersOnly());
            Files.writeString(
                fresh, Pem.print(made.chain().get(0)) + Pem.print(made.key()), StandardCharsets.US_ASCII);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            LOGGER.info("tls.development_certificate_made file={}", file);
        }
        catch (final IOException ex)
        {
            LOGGER.warn("tls.development_certificate_not_kept file={} because=\"{}\"", file, ex.toString());
        }
    }

    private FileAttribute<?>[] ownersOnly()
    {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix"))
        {
            return new FileAttribute<?>[0];
        }

        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))};
    }
}
