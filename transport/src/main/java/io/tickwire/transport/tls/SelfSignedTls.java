package io.tickwire.transport.tls;

import javax.net.ssl.SSLContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Instant;

/**
 * TLS for a server of a test or a tool, by a certificate that lives as long as the process.
 *
 * @param context     that the server speaks with.
 * @param certificate in PEM, for clients to trust.
 * Thread: any
 */
public record SelfSignedTls(SSLContext context, String certificate)
{
    /**
     * Make a certificate for localhost and this machine's name.
     */
    public static SelfSignedTls make() throws TlsException
    {
        try
        {
            final CertifiedKey made = SelfSigned.make(Instant.now());
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(TlsContext.keyManagers(made).getKeyManagers(), null, null);

            return new SelfSignedTls(context, Pem.print(made.chain().get(0)));
        }
        catch (final GeneralSecurityException | IOException ex)
        {
            throw new TlsException("no certificate can be made", ex);
        }
    }
}
