package io.tickwire.transport.session;

import io.tickwire.transport.access.Principal;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.Reply;
import io.tickwire.transport.ws.CloseCode;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * The messages of a publisher's connection on their way into its intake. While that is full, those that had been read
 * already wait here, and nothing more is read; so what waits has the bound of one reading. What has come whole is
 * taken also where the connection is gone by then.
 * Thread: io-<n>
 */
final class IntakeQueue implements Intake.Answers
{
    private static final long RETRY_MS = 1;

    private final Session session;
    private final SessionReader reader;
    private final Intake intake;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private boolean isScheduled;
    private boolean isEnding;
    private boolean isEnded;

    IntakeQueue(final Intake.Factory intakes, final Session session, final SessionReader reader)
    {
        this.session = session;
        this.reader = reader;
        this.intake = intakes.newIntake(session, this);
    }

    private record Waiting(boolean isText, ByteBuffer payload)
    {
    }

    void begin()
    {
        intake.begin();
        settle();
    }

    boolean isFull()
    {
        return !waiting.isEmpty() || intake.isFull();
    }

    /**
     * Keep a message for later where it can not be taken now.
     */
    boolean hold(final boolean isText, final ByteBuffer payload)
    {
        final boolean isHeld = isFull();
        if (isHeld)
        {
            waiting.add(new Waiting(
                isText, ByteBuffer.allocate(payload.remaining()).put(payload.duplicate()).flip()));
        }

        return isHeld;
    }

    /**
     * Take a message.
     *
     * @return false where it is a command.
     */
    boolean take(final boolean isText, final ByteBuffer payload) throws BadCommandException
    {
        final boolean isTaken = intake.take(isText, payload);
        settle();

        return isTaken;
    }

    /**
     * No more will come.
     */
    void end()
    {
        isEnding = true;
        settle();
    }

    @Override
    public Principal principal()
    {
        return reader.principal();
    }

    @Override
    public void reply(final Reply reply)
    {
        reader.reply(reply);
    }

    @Override
    public void close(final CloseCode code, final String reason)
    {
        reader.close(code, reason);
        end();
    }

    private void settle()
    {
        if (isEnding && !isEnded && !isFull())
        {
            isEnded = true;
            intake.end();
        }
        if (isFull() && !isScheduled)
        {
            isScheduled = true;
            reader.pause();
            session.connection().getIoThread().executeAfter(this::proceed, RETRY_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void proceed()
    {
        isScheduled = false;
        // Who is kept waiting by us is not idle.
        session.onFrame(System.nanoTime());
        intake.proceed();
        while (!waiting.isEmpty() && !intake.isFull())
        {
            final Waiting next = waiting.poll();
            reader.handle(next.isText, next.payload);
        }
        settle();
        if (!isScheduled)
        {
            reader.resume();
        }
    }
}
