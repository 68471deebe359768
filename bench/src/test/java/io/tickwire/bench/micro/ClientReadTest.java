package io.tickwire.bench.micro;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

/**
 * What is compared reads the same.
 */
class ClientReadTest
{
    @Test
    void shouldReadTheSameInAllWays()
    {
        final ClientReadBenchmark benchmark = new ClientReadBenchmark();
        benchmark.setup();

        assertDoesNotThrow(benchmark::requireSame);
    }
}
