package io.tickwire.transport.session;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ChunkPoolTest
{
    private static final int CHUNK = ChunkPool.CHUNK_BYTES;

    @Test
    void shouldCountWhatIsTaken()
    {
        final ChunkPool pool = new ChunkPool(3 * CHUNK);
        final ByteBuffer first = pool.take();
        pool.take();

        assertEquals(2 * CHUNK, pool.takenBytes());
        assertTrue(pool.hasRoom(0));
        assertTrue(pool.hasRoom(1));
        assertTrue(pool.hasRoom(CHUNK));
        assertFalse(pool.hasRoom(CHUNK + 1));
        pool.release(first);
        assertTrue(pool.hasRoom(CHUNK + 1));
        assertEquals(CHUNK, pool.takenBytes());
    }

    @Test
    void shouldGiveTheSameChunkAgainAllOfIt()
    {
        final ChunkPool pool = new ChunkPool(1 << 20);
        final ByteBuffer chunk = pool.take();
        chunk.limit(10).position(5);
        pool.release(chunk);

        assertSame(chunk, pool.take());
        assertEquals(CHUNK, chunk.remaining());
    }

    @Test
    void shouldHaveRoomForOneChunkAtLeast()
    {
        assertTrue(new ChunkPool(1).hasRoom(CHUNK));
        assertTrue(new ChunkPool(Long.MAX_VALUE).hasRoom(Integer.MAX_VALUE - CHUNK));
    }

    @Test
    void shouldLetGoOfMoreThanItKeeps()
    {
        final ChunkPool pool = new ChunkPool(1L << 30);
        final List<ByteBuffer> chunks = new ArrayList<>();
        for (int i = 0; i < 300; i++)
        {
            chunks.add(pool.take());
        }
        chunks.forEach(pool::release);

        assertEquals(0, pool.takenBytes());
        assertEquals(CHUNK, pool.take().remaining());
    }
}
