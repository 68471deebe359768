package io.tickwire.tools.exchange;

import io.tickwire.engine.capture.CaptureFormat;

import java.nio.file.Path;
import java.util.List;

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
    int fragmentBytes,
    boolean deflates)
{
    private static final int MAX_PORT = 65_535;
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
            List.copyOf(captures), format, venue, 0, -1, AS_RECORDED, List.of(), 0, 0, false);
    }

    public ExchangeOptions at(final int newPort, final int newTlsPort)
    {
        return new ExchangeOptions(captures, format, venue, newPort, newTlsPort, pace, faults, seed,
            fragmentBytes, deflates);
    }

    /**
     * @param speed how many times as fast as it was recorded, or {@code max}.
     * @param start {@code now}, {@code subscribed} or {@code told}.
     */
    public ExchangeOptions pace(final String speed, final String start, final boolean isLooped)
    {
        final Pace newPace = new Pace(speedOf(speed), Pace.Start.of(start), isLooped);

        return new ExchangeOptions(captures, format, venue, port, tlsPort, newPace, faults, seed,
            fragmentBytes, deflates);
    }

    /**
     * @param name   of the script, for errors.
     * @param script of faults.
     */
    public ExchangeOptions faults(final String name, final String script, final long newSeed)
    {
        return new ExchangeOptions(captures, format, venue, port, tlsPort, pace,
            FaultScript.parse(name, script), newSeed, fragmentBytes, deflates);
    }

    public ExchangeOptions frames(final int newFragmentBytes, final boolean isDeflating)
    {
        return new ExchangeOptions(captures, format, venue, port, tlsPort, pace, faults, seed,
            newFragmentBytes, isDeflating);
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
