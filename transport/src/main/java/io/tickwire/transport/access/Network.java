package io.tickwire.transport.access;

import java.util.List;

/**
 * From where clients may come, and who is believed to speak for others.
 *
 * @param allow          the addresses that may come; none: all.
 * @param deny           those that may not, though they are allowed.
 * @param isHealthOpen   whether this machine itself may ask for {@code /health}, whatever else is so.
 * @param trustedProxies who may say for whom it speaks.
 * @param forwarding     the header in which they say so.
 * @param origins        whose pages may connect; none: the server's own.
 * Thread: any
 */
public record Network(
    List<IpRange> allow,
    List<IpRange> deny,
    boolean isHealthOpen,
    List<IpRange> trustedProxies,
    Forwarding forwarding,
    List<OriginPattern> origins)
{
    public Network
    {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        trustedProxies = List.copyOf(trustedProxies);
        origins = List.copyOf(origins);
    }

    /**
     * The header in which proxies say for whom they speak. Only one is read: a proxy that writes the one lets through
     * what a client writes into the other.
     * Thread: any
     */
    public enum Forwarding
    {
        /** {@code X-Forwarded-For}. */
        X_FORWARDED_FOR,

        /** {@code Forwarded}, of RFC 7239. */
        FORWARDED
    }

    /**
     * All may come, and nobody speaks for others.
     */
    public static Network open()
    {
        return new Network(List.of(), List.of(), true, List.of(), Forwarding.X_FORWARDED_FOR, List.of());
    }
}
