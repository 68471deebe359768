package io.tickwire.transport.access;

import io.tickwire.transport.access.RefusedTokenException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Knows whose a token is by files: the keys of those who make JWTs, and the records of API keys. A file that changes is
 * read again; while what it holds can not be used, what it held before stays.
 * <p>
 * A key that is taken away opens nothing more, and the {@link Credential} of those who came in by it tells that they
 * have to go.
 * Thread: any; {@link #open} and {@link #refresh} from one at a time.
 */
public final class FileAuthenticator implements Authenticator
{
    /** How often to {@link #refresh}. */
    public static final long REFRESH_MS = 1_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(FileAuthenticator.class);
    private static final String TOKENS = "access.tokens.files";
    private static final String KEYS = "access.keys.file";

    private final TokenRules rules;
    private final List<WatchedFile> tokenFiles;
    private final List<WatchedFile> keyFiles;
    private volatile JwtReader tokens;
    private volatile ApiKeys keys = ApiKeys.none();

    public FileAuthenticator(final Settings settings)
    {
        rules = settings.tokens();
        tokenFiles = rules.files().stream().map(WatchedFile::new).toList();
        keyFiles = settings.keyFile().stream().map(WatchedFile::new).toList();
        tokens = new JwtReader(List.of(), rules);
    }

    /**
     * What can be set of it.
     *
     * @param tokens  which JWTs are taken.
     * @param keyFile that holds the records of API keys, if there are any.
     * Thread: any
     */
    public record Settings(TokenRules tokens, Optional<Path> keyFile)
    {
        /**
         * Whether there is any file that could tell of someone.
         */
        public boolean isAnyone()
        {
            return !tokens.files().isEmpty() || keyFile.isPresent();
        }

        /**
         * Nobody is known.
         */
        public static Settings none()
        {
            return new Settings(TokenRules.none(), Optional.empty());
        }
    }

    /**
     * Read the files.
     *
     * @throws BadKeyException where one can not be used. The message names the setting.
     */
    public void open() throws BadKeyException
    {
        hasChanged(tokenFiles);
        hasChanged(keyFiles);
        load(TOKENS, this::loadTokens);
        load(KEYS, this::loadKeys);
    }

    /**
     * Read those files again that have changed.
     */
    public void refresh()
    {
        if (hasChanged(tokenFiles))
        {
            reload(TOKENS, this::loadTokens);
        }
        if (hasChanged(keyFiles))
        {
            reload(KEYS, this::loadKeys);
        }
    }

    @Override
    public Principal authenticate(final String token, final long nowMs) throws RefusedTokenException
    {
        if (token.isEmpty())
        {
            throw new RefusedTokenException(Reason.MALFORMED);
        }

        return token.startsWith(ApiKeyRecord.PREFIX) ? keys.find(token, nowMs) : tokens.read(token, nowMs);
    }

    /**
     * Reads files.
     * Thread: io-<n>
     */
    private interface Load
    {
        void run() throws BadKeyException;
    }

    private static void load(final String setting, final Load load) throws BadKeyException
    {
        try
        {
            load.run();
        }
        catch (final BadKeyException ex)
        {
            throw new BadKeyException(setting + ": " + ex.getMessage(), ex);
        }
    }

    private static void reload(final String setting, final Load load)
    {
        try
        {
            load(setting, load);
            LOGGER.info("access.reloaded setting={}", setting);
        }
        catch (final BadKeyException ex)
        {
            LOGGER.error("access.not_reloaded: what was there before still holds: {}", ex.getMessage());
        }
    }

    private void loadTokens() throws BadKeyException
    {
        final List<TokenKey> all = new ArrayList<>();
        for (final WatchedFile file : tokenFiles)
        {
            final List<TokenKey> found = file.read(TokenKeys::read);
            all.addAll(found);
            if (found.stream().anyMatch(key -> key.algorithm() == TokenAlgorithm.HS256))
            {
                file.warnIfOpen();
            }
        }
        tokens = new JwtReader(all, rules).replacing(tokens);
    }

    private void loadKeys() throws BadKeyException
    {
        for (final WatchedFile file : keyFiles)
        {
            keys = file.read(ApiKeys::read).replacing(keys);
            file.warnIfOpen();
        }
    }

    /**
     * Looks at all of them, so that one that can not be used is told of once.
     */
    private static boolean hasChanged(final List<WatchedFile> files)
    {
        boolean hasChanged = false;
        for (final WatchedFile file : files)
        {
            hasChanged |= file.hasChanged();
        }

        return hasChanged;
    }
}
