#!/usr/bin/env python3
"""Compares what a message costs the server with TLS and without.

Clients in a JVM of their own read raw quotes in batches, in turn without TLS and with it, from one server. What counts is
the server's CPU time a delivered message; and what its garbage collector took, which is what TLS allocates.

    mvn -B -q package -DskipTests
    bench/tls.py
"""
import argparse
import statistics
import subprocess
import time

from egress import BENCH, CLASSES, JAVA, await_ready, cpu_seconds

PORT = 9320
LOAD = ["java", "-XX:+UseSerialGC", "-Xmx256m", "-Xss256k", "-cp", f"{BENCH}/target/bench.jar:{BENCH}/target/lib/*",
        "io.tickwire.bench.wire.WireLoad"]


def allocated(pid):
    """Bytes that the server's objects have taken so far, as the collector's counters have it."""
    names, values = (line.split() for line in subprocess.run(
        ["jstat", "-gc", str(pid)], capture_output=True, text=True, check=True).stdout.splitlines())
    stat = dict(zip(names, map(float, (value.replace("-", "0") for value in values))))
    return (stat["YGC"] * stat["EC"] + stat["EU"]) * 1024


def run(pid, clients, kind, warm, seconds):
    load = subprocess.Popen(
        [*LOAD, str(PORT + (kind == "tls")), str(clients), kind, str(warm), str(seconds)],
        stdout=subprocess.PIPE, text=True)
    load.stdout.readline()
    cpu, began = cpu_seconds(pid), time.monotonic()
    memory = allocated(pid)
    rate = float(load.stdout.readline())
    took = time.monotonic() - began
    result = {"msgs_s": rate, "cpu_us": (cpu_seconds(pid) - cpu) / took / rate * 1e6,
              "bytes": (allocated(pid) - memory) / took / rate}
    load.wait()
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--warm", type=int, default=5)
    parser.add_argument("--clients", type=int, nargs="*", default=[10, 100])
    parser.add_argument("--rate", type=int, default=10_000, help="quotes a second; clients must keep up with TLS, too")
    parser.add_argument("--under-way", type=int, default=256, help="quotes that are under way at once")
    arguments = parser.parse_args()
    log = BENCH / "target" / "tls.log"
    with open(log, "w") as out:
        server = subprocess.Popen([*JAVA, CLASSES["tickwire"], str(PORT), str(arguments.rate), str(arguments.under_way)],
                                  stdout=out, stderr=out)
    try:
        await_ready(log, server)
        print("| clients | | delivered/s | CPU µs a message | of plain | bytes allocated a message |\n|---|---|---|---|---|---|")
        for clients in arguments.clients:
            runs = {"plain": [], "tls": []}
            for _ in range(arguments.rounds):
                for kind, results in runs.items():
                    results.append(run(server.pid, clients, kind, arguments.warm, arguments.seconds))
            medians = {kind: {key: statistics.median(each[key] for each in results) for key in results[0]}
                       for kind, results in runs.items()}
            for kind, median in medians.items():
                print(f"| {clients} | {kind} | {median['msgs_s'] / 1e6:.3f} M | {median['cpu_us']:.3f} | "
                      f"{median['cpu_us'] / medians['plain']['cpu_us']:.2f} | {median['bytes']:.1f} |", flush=True)
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
