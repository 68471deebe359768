package io.tickwire.engine.fanout;

import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down the commands that a pipeline is handed.
 */
final class CommandRecorder implements DemandHandler
{
    private final List<Object> commands = new ArrayList<>();
    private final List<Integer> streams = new ArrayList<>();
    private Object poison;

    static Object unsubscribe(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        return List.of("unsubscribe", streamId, conflation, encoding, recipient);
    }

    static Object resync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        return List.of("resync", streamId, conflation, encoding, recipient);
    }

    static Object history(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        return List.of("history", streamId, encoding, recipient, most);
    }

    void throwAt(final Object command)
    {
        poison = command;
    }

    List<Object> commands()
    {
        return commands;
    }

    /**
     * The commands since the last call.
     */
    List<Object> take()
    {
        final List<Object> taken = List.copyOf(commands);
        commands.clear();
        streams.clear();

        return taken;
    }

    /**
     * The streams of the commands since the last call.
     */
    List<Integer> takeStreams()
    {
        final List<Integer> taken = List.copyOf(streams);
        take();

        return taken;
    }

    @Override
    public boolean onSubscribe(final Subscription subscription)
    {
        add(subscription, subscription.streamId());

        return true;
    }

    @Override
    public void onUnsubscribe(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        add(unsubscribe(streamId, conflation, encoding, recipient), streamId);
    }

    @Override
    public boolean onResync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        add(resync(streamId, conflation, encoding, recipient), streamId);

        return true;
    }

    @Override
    public boolean onHistory(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        add(history(streamId, encoding, recipient, most), streamId);

        return true;
    }

    private void add(final Object command, final int streamId)
    {
        if (command.equals(poison))
        {
            throw new IllegalStateException("poison");
        }

        commands.add(command);
        streams.add(streamId);
    }
}
