package io.tickwire.transport;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The sessions of the conformance set. To add one: write it in one of the classes that are put together here, and run
 * {@code tools/conformance/record}.
 */
final class ConformanceSessions
{
    static final List<String> ENCODINGS =
        List.of("json", "msgpack", "msgpack_scaled", "compact", "compact_scaled", "sbe");

    private ConformanceSessions()
    {
    }

    /** A session and what is done in it. */
    record Named(
        String name, String about, String encoding, UnaryOperator<ServerConfig> config,
        Consumer<ConformanceRecorder> script)
    {
        ObjectNode record()
        {
            try (ConformanceRecorder recorder = new ConformanceRecorder(
                name, about, encoding, TestServer.start(before -> config.apply(
                    TestServer.quiet(before).with(before.limits().with(TestServer.generous()))))))
            {
                script.accept(recorder);

                return recorder.session();
            }
        }

        @Override
        public String toString()
        {
            return name;
        }
    }

    static Stream<Named> all()
    {
        return Stream.of(
            ConformanceMarkets.all(), ConformanceAggregates.all(), ConformanceChains.all(),
            ConformanceConnections.all(), ConformanceEndings.all(), ConformanceHandles.all(),
            ConformanceRandom.all()).flatMap(sessions -> sessions);
    }

    static Stream<Named> in(
        final List<String> encodings, final String name, final String about, final Consumer<ConformanceRecorder> script)
    {
        return encodings.stream().map(encoding -> new Named(
            name + "-" + encoding, about, encoding, config -> config, script));
    }
}
