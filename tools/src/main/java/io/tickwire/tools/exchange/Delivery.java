package io.tickwire.tools.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way of market data to a client, on which things go wrong as the script of faults says. A message is numbered, and
 * a snapshot made, before it sets out: what is lost on the way leaves a gap.
 * Thread: market-<venue>
 */
final class Delivery
{
    private static final int MAX_GARBAGE = 200;
    private static final int FIRST_LETTER = ' ';
    private static final int LETTERS = '~' - ' ' + 1;

    private final Market market;
    private final Faults faults;
    private final Desk desk;

    /** What is to come behind the next message of its stream, by connection. */
    private final Map<Session, Map<String, List<Message>>> heldBack = new HashMap<>();

    Delivery(final Market market, final Faults faults, final Desk desk)
    {
        this.market = market;
        this.faults = faults;
        this.desk = desk;
    }

    /** Market data of a stream. */
    void send(final Session session, final String stream, final Message told)
    {
        if (session.isClosed())
        {
            return;
        }
        Message message = told;
        final Pattern checksum = told.text() == null ? null : desk.checksum();
        final Matcher matcher = checksum == null ? null : checksum.matcher(told.text());
        if (matcher != null && matcher.find() &&
            !faults.next(FaultAction.On.CHECKSUM, session.line(), stream, market.timeNs()).isEmpty())
        {
            message = Message.of(wrong(told.text(), matcher));
        }
        final List<Fault> due = faults.next(FaultAction.On.MESSAGE, session.line(), stream, market.timeNs());
        if (due.isEmpty())
        {
            pass(session, stream, message);
        }
        else
        {
            spoil(session, stream, message, due);
        }
    }

    /**
     * A snapshot that the desk makes.
     *
     * @param maker of it, when it sets out.
     */
    void sendSnapshot(final Session session, final String stream, final Supplier<String> maker)
    {
        final List<Fault> late =
            faults.next(FaultAction.On.SNAPSHOT, session.line(), stream, market.timeNs());
        if (late.isEmpty())
        {
            send(session, stream, Message.of(maker.get()));
        }
        else
        {
            market.later(late.get(0).forNs(), () ->
            {
                if (session.streams().containsKey(stream) && !session.isClosed())
                {
                    send(session, stream, Message.of(maker.get()));
                }
            });
        }
    }

    /** Let all go that is held back. */
    void flush()
    {
        heldBack.forEach((session, streams) ->
            streams.values().forEach(messages -> messages.forEach(session::send)));
        heldBack.clear();
    }

    void onGone(final Session session)
    {
        heldBack.remove(session);
    }

    void clear()
    {
        heldBack.clear();
    }

    private void pass(final Session session, final String stream, final Message message)
    {
        session.send(message);
        final Map<String, List<Message>> streams = heldBack.get(session);
        final List<Message> held = streams == null ? null : streams.remove(stream);
        if (held != null)
        {
            held.forEach(session::send);
        }
    }

    private void spoil(
        final Session session, final String stream, final Message message, final List<Fault> due)
    {
        boolean comes = true;
        int copies = 0;
        for (final Fault fault : due)
        {
            switch (fault.action())
            {
                case DROP -> comes = false;
                case DUPLICATE -> copies++;
                case FLOOD -> copies += fault.count();
                case REORDER ->
                {
                    comes = false;
                    heldBack.computeIfAbsent(session, added -> new HashMap<>())
                        .computeIfAbsent(stream, added -> new ArrayList<>()).add(message);
                }
                case DELAY ->
                {
                    comes = false;
                    market.later(fault.forNs(), () -> session.send(message));
                }
                case GARBAGE -> session.sendText(garbage(fault, session.line()));
                default ->
                {
                    comes = false;
                    end(session, message, fault);
                }
            }
        }
        if (comes)
        {
            pass(session, stream, message);
        }
        for (int i = 0; comes && i < copies; i++)
        {
            session.send(message);
        }
    }

    private void end(final Session session, final Message message, final Fault fault)
    {
        switch (fault.action())
        {
            case CUT ->
            {
                final byte[] frame = session.frames().of(message);
                final byte[] half = new byte[Math.max(1, frame.length / 2)];
                System.arraycopy(frame, 0, half, 0, half.length);
                session.send(half);
                session.cut();
            }
            case STALL ->
            {
                session.stall(fault.forNs() > 0);
                session.send(message);
                if (fault.forNs() > 0)
                {
                    market.later(fault.forNs(), session::resume);
                }
            }
            case DISCONNECT -> desk.disconnect(session);
            case CLOSE -> session.cut();
            default -> throw new IllegalStateException("action=" + fault.action());
        }
    }

    private String garbage(final Fault fault, final int line)
    {
        final SplittableRandom random = faults.random(fault, line);
        final StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(1, MAX_GARBAGE); i > 0; i--)
        {
            text.append((char)(FIRST_LETTER + random.nextInt(LETTERS)));
        }

        return text.toString();
    }

    /** The same message, the last digit of its checksum another one. */
    private static String wrong(final String text, final Matcher matcher)
    {
        final int at = matcher.end(1) - 1;
        final char digit = (char)('0' + (text.charAt(at) - '0' + 1) % 10);

        return text.substring(0, at) + digit + text.substring(at + 1);
    }
}
