package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tickwire.engine.audit.CaptureVenues;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.transport.tls.SelfSignedTls;
import io.tickwire.transport.tls.TlsException;

import javax.net.ServerSocketFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Venues on this machine, told from recordings.
 * Thread: conductor
 */
public final class Exchange implements AutoCloseable
{
    private static final String LOOPBACK = "127.0.0.1";
    private static final int BACKLOG = 50;
    private static final int EVENTS_A_STEP = 1 << 10;

    private final Map<String, Market> markets = new LinkedHashMap<>();
    private final List<Door> doors = new ArrayList<>();
    private final ExchangeOptions options;
    private final Consumer<String> notices;
    private SelfSignedTls tls;

    /**
     * @param notices gets what a person may want to know.
     */
    public Exchange(final ExchangeOptions options, final Consumer<String> notices)
    {
        this.options = options;
        this.notices = notices;
    }

    /**
     * Look through the recordings, and open the doors.
     *
     * @param progress gets from 0 to 1 how much is looked through.
     * @throws IOException              where a file can not be read, or a port not be had.
     * @throws IllegalArgumentException where the venue of a file can not be told, or is none that can be spoken.
     */
    public void launch(final DoubleConsumer progress) throws IOException
    {
        for (final Map.Entry<String, Tape> entry : tapes().entrySet())
        {
            prepare(entry.getKey(), entry.getValue(), progress);
        }
        progress.accept(1.0);
        final Door.Options framing = new Door.Options(options.fragmentBytes(), options.deflates());
        doors.add(new Door(listener(options.port(), ServerSocketFactory.getDefault()), hall(), framing));
        if (options.tlsPort() >= 0)
        {
            tls = certified();
            doors.add(new Door(
                listener(options.tlsPort(), tls.context().getServerSocketFactory()), hall(), framing));
        }
        for (final Market market : markets.values())
        {
            if (market.desk() instanceof DeribitSbeDesk)
            {
                for (final InetSocketAddress group : options.groups())
                {
                    market.join(DatagramWire.open(group), DeribitSbeDesk.STREAM);
                }
            }
            market.launch();
        }
        doors.forEach(Door::launch);
    }

    /** The names of the venues. */
    public List<String> venues()
    {
        return List.copyOf(markets.keySet());
    }

    public int port()
    {
        return doors.get(0).port();
    }

    /** Of TLS; negative: there is none. */
    public int tlsPort()
    {
        return tls == null ? -1 : doors.get(1).port();
    }

    /** The certificate to trust, in PEM; null: there is no TLS. */
    public String certificate()
    {
        return tls == null ? null : tls.certificate();
    }

    /** How to connect to a venue. */
    public String how(final String venue)
    {
        return isMulticast(venue) && options.groups().isEmpty() ?
            venue + ": to no group, as --multicast names none" : "--feed '" + feed(venue) + "'";
    }

    /** What {@code tickwire serve --feed} takes so as to connect to a venue. */
    public String feed(final String venue)
    {
        if (isMulticast(venue))
        {
            return venue + ":*;groups=" + options.groups().stream()
                .map(group ->
                    group.getAddress().getHostAddress() + ':' + group.getPort() + '/' + DatagramWire.INTERFACE)
                .collect(Collectors.joining(","));
        }
        final String place = "://" + LOOPBACK + ":" + port() + "/" + venue;

        return markets.get(venue).desk().survey.feed(venue) + ";stream=ws" + place + ";rest=http" + place;
    }

    /** How much of the recordings is told, from 0 to 1. */
    public double progress()
    {
        return markets.values().stream().mapToDouble(Market::progress).min().orElse(1);
    }

    public boolean isOver()
    {
        return markets.values().stream().allMatch(Market::isOver);
    }

    /** Begin, where that is waited for. */
    public void go()
    {
        markets.values().forEach(Market::go);
    }

    private boolean isMulticast(final String venue)
    {
        return markets.get(venue).desk() instanceof DeribitSbeDesk;
    }

    private Answer gone()
    {
        go();

        return Answer.of(Json.write(Json.array(markets.keySet())));
    }

    /** What went wrong as the script of faults says, as JSON. */
    public String faults()
    {
        final ObjectNode report = Json.object();
        final ArrayNode faults = report.putArray("faults");
        markets.values().forEach(market -> market.faults().report(faults));
        long total = 0;
        for (int i = 0; i < faults.size(); i++)
        {
            total += faults.get(i).get("done").asLong();
        }

        return Json.write(report.put("total", total));
    }

    @Override
    public void close() throws IOException
    {
        for (final Door door : doors)
        {
            door.close();
        }
        for (final Market market : markets.values())
        {
            market.close();
        }
    }

    /** What there is of each venue; a file that may be of several is on the tapes of all of them. */
    private Map<String, Tape> tapes() throws IOException
    {
        final Map<String, Tape> tapes = new LinkedHashMap<>();
        for (final Path file : options.captures())
        {
            final CaptureVenues venues = CaptureVenues.of(List.of(file), options.format(), options.venue());
            for (final String venue : venues.all())
            {
                tapes.computeIfAbsent(venue, Tape::new).add(file, options.format(), venues);
            }
        }

        return tapes;
    }

    private void prepare(final String venue, final Tape tape, final DoubleConsumer progress) throws IOException
    {
        final Survey survey = new Survey();
        final Desk desk = Desks.of(venue, survey);
        long events = 0;
        tape.rewind();
        while (tape.peek() != null)
        {
            final Recorded event = tape.peek();
            if (event.kind() == CaptureEvent.Kind.ANSWER && event.symbol() == null)
            {
                survey.keep(event);
            }
            desk.learn(event);
            if (events++ % EVENTS_A_STEP == 0)
            {
                progress.accept(tape.progress());
            }
            tape.advance();
        }
        if (survey.symbols().isEmpty())
        {
            // A recording that may be of several venues is of this one not.
            tape.close();
            return;
        }
        final Faults faults = new Faults(options.faults(), venue, options.seed());
        markets.put(venue, new Market(desk, tape, options.pace(), faults, notices));
    }

    private static ServerSocket listener(final int port, final ServerSocketFactory factory) throws IOException
    {
        try
        {
            return factory.createServerSocket(port, BACKLOG, InetAddress.getByName(LOOPBACK));
        }
        catch (final BindException ex)
        {
            throw new IOException("port " + port + " can not be had: " + ex.getMessage(), ex);
        }
    }

    private static SelfSignedTls certified() throws IOException
    {
        try
        {
            return SelfSignedTls.make();
        }
        catch (final TlsException ex)
        {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    private Door.Hall hall()
    {
        return new Door.Hall()
        {
            @Override
            public Market market(final String venue)
            {
                return markets.get(venue);
            }

            @Override
            public Answer about(final Request request)
            {
                return switch (request.venue())
                {
                    case "faults" -> Answer.of(faults());
                    case "go" -> gone();
                    case "" -> Answer.of(Json.write(Json.array(markets.keySet())));
                    default -> null;
                };
            }
        };
    }
}
