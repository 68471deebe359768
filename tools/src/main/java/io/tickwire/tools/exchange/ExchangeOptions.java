package io.tickwire.tools.exchange;

import io.tickwire.engine.capture.CaptureFormat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an exchange is to tell, and how.
 *
 * @param captures      files of recordings.
 * @param format        of the files; null: told from how they begin.
 * @param venue         that they are of; null: told from addresses or messages.
 * @param port          0: any that is free.
 * @param tlsPort       likewise; negative: no TLS.
 * @param pace          of the recordings.
 * @param faults        what goes wrong.
 * @param seed          of what is random of it.
 * @param groups        of multicast, for venues that tell what they have by it.
 * @param fragmentBytes that a frame has at the most; 0: messages are whole.
 * @param deflates      whether permessage-deflate is agreed to.
 * Thread: any
 */
public record ExchangeOptions(
    List<Path> captures,
    CaptureFormat format,
    String venue,
    int port,
    int tlsPort,
    Pace pace,
    List<Fault> faults,
    long seed,
    List<InetSocketAddress> groups,
    int fragmentBytes,
    boolean deflates)
{
    private static final int MAX_PORT = 65_535;
    private static final Pattern PLACE =
        Pattern.compile("((?:22[4-9]|23\\d)(?:\\.\\d{1,3}){3}):(\\d{1,4}|[1-5]\\d{4}|6[0-4]\\d{3})");
    private static final Pace AS_RECORDED = new Pace(1, Pace.Start.NOW, false);

    public ExchangeOptions
    {
        requirePort(port, 0, "--port");
        requirePort(tlsPort, -1, "--tls-port");
        if (fragmentBytes < 0)
        {
            throw new IllegalArgumentException("--fragment must be 0 or more: " + fragmentBytes);
        }
    }

    /**
     * What there is to be told; at once, as it was recorded, without faults, at a port that is free.
     */
    public static ExchangeOptions of(final List<Path> captures, final CaptureFormat format, final String venue)
    {
        return new ExchangeOptions(
            List.copyOf(captures), format, venue, 0, -1, AS_RECORDED, List.of(), 0, List.of(), 0, false);
    }

    public ExchangeOptions at(final int newPort, final int newTlsPort)
    {
        return new ExchangeOptions(captures, format, venue, newPort, newTlsPort, pace, faults, seed,
            groups, fragmentBytes, deflates);
    }

    /**
     * @param speed how many times as fast as it was recorded, or {@code max}.
     * @param start {@code now}, {@code subscribed} or {@code told}.
     */
    public ExchangeOptions pace(final String speed, final String start, final boolean isLooped)
    {
        final Pace newPace = new Pace(speedOf(speed), Pace.Start.of(start), isLooped);

        return new ExchangeOptions(captures, format, venue, port, tlsPort, newPace, faults, seed,
            groups, fragmentBytes, deflates);
    }

    /**
     * @param name   of the script, for errors.
     * @param script of faults.
     */
    public ExchangeOptions faults(final String name, final String script, final long newSeed)
    {
        return new ExchangeOptions(captures, format, venue, port, tlsPort, pace,
            FaultScript.parse(name, script), newSeed, groups, fragmentBytes, deflates);
    }

    public ExchangeOptions frames(final int newFragmentBytes, final boolean isDeflating)
    {
        return new ExchangeOptions(captures, format, venue, port, tlsPort, pace, faults, seed,
            groups, newFragmentBytes, isDeflating);
    }

    /**
     * @param places as {@code GROUP:PORT}.
     */
    public ExchangeOptions multicast(final List<String> places)
    {
        final List<InetSocketAddress> newGroups = new ArrayList<>();
        for (final String place : places)
        {
            final Matcher matcher = PLACE.matcher(place);
            if (!matcher.matches())
            {
                throw new IllegalArgumentException(
                    "--multicast must be GROUP:PORT, from 224.0.0.0 to 239.255.255.255: " + place);
            }
            newGroups.add(new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2))));
        }

        return new ExchangeOptions(captures, format, venue, port, tlsPort, pace, faults, seed,
            newGroups, fragmentBytes, deflates);
    }

    private static double speedOf(final String speed)
    {
        if (speed.equals("max"))
        {
            return Double.POSITIVE_INFINITY;
        }
        try
        {
            return Double.parseDouble(speed);
        }
        catch (final NumberFormatException ex)
        {
            throw new IllegalArgumentException("--speed must be a number, or max: " + speed, ex);
        }
    }

    private static void requirePort(final int port, final int least, final String name)
    {
        if (port < least || port > MAX_PORT)
        {
            throw new IllegalArgumentException(name + " must be from " + least + " to " + MAX_PORT + ": " + port);
        }
    }
}
