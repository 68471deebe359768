package io.tickwire.tools.status;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a server said of itself at one moment.
 *
 * @param takenNs     when, by this machine's monotonic clock.
 * @param welcome     the first message of a connection: its version and epoch; missing where there is none.
 * @param health      of {@code /health}.
 * @param metrics     of {@code /metrics}.
 * @param stages      the times of the stages; missing where there are none.
 * @param connections those that an administrator sees; missing for all others.
 * Thread: any
 */
public record Sample(
    long takenNs, JsonNode welcome, JsonNode health, Exposition metrics, JsonNode stages, JsonNode connections)
{
}
