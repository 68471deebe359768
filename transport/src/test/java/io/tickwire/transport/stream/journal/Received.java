package io.tickwire.transport.stream.journal;

import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps all that a reader tells.
 */
final class Received implements JournalHandler
{
    final List<byte[]> messages = new ArrayList<>();
    final List<Long> positions = new ArrayList<>();
    final List<Long> recordings = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();
    final List<Damage> damages = new ArrayList<>();

    /**
     * Poll until nothing more comes.
     */
    static Received all(final JournalReader reader)
    {
        final Received received = new Received();
        while (reader.poll(received, 100) > 0)
        {
            continue;
        }

        return received;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        final byte[] bytes = new byte[length + StreamHead.LENGTH];
        buffer.getBytes(offset - StreamHead.LENGTH, bytes);
        messages.add(bytes);
        positions.add(head.position());
        recordings.add(head.recordingId());
    }

    @Override
    public void onRun(final Run run)
    {
        runs.add(run);
    }

    @Override
    public void onDamage(final Damage damage)
    {
        damages.add(damage);
    }
}
