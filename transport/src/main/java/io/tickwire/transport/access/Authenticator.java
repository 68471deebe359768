package io.tickwire.transport.access;

/**
 * Tells who a client is by what it shows.
 * Thread: any
 */
public interface Authenticator
{
    /**
     * @param token  as it came: a JWT, or an API key.
     * @param nowMs since the epoch.
     * @return who it is; it has a name.
     * @throws RefusedTokenException where it is nobody's, or not now.
     */
    Principal authenticate(String token, long nowMs) throws RefusedTokenException;
}
