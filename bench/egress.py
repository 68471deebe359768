#!/usr/bin/env python3
"""Holds what the server delivers against a floor: a loop in C that writes ready frames to the same sockets.

The server, the floor and Undertow as it comes run in turn, each with the same load client in C, which counts frames
and, where quotes come at a rate, takes their latency from the time at which each was due. Medians of the rounds.

    mvn -B -q package -DskipTests
    bench/egress.py --perf DIR

DIR has wsload.c, floor.c and wscommon.h; they are built into bench/target.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

BENCH = pathlib.Path(__file__).resolve().parent
PORT = 9310
PAYLOAD = 136
JAVA = ["java", "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xms64m", "-Xmx128m",
        "-cp", f"{BENCH}/target/bench.jar:{BENCH}/target/lib/*"]
SUBSCRIBE = '{"type":"subscribe","symbols":["BENCH"],"channel":"bbo","mode":"raw"}'
CLASSES = {"tickwire": "io.tickwire.bench.wire.BenchServer", "stock": "io.tickwire.bench.wire.variants.StockUndertow"}
# Frames that the floor sends in a write, and quotes that the others have under way: those come one at a time, and go out
# in as few writes as the server makes of them.
SHAPES = {"one a write": (1, 16), "in batches": (32, 256)}
# The core that the server's threads are pinned to; the client stays free.
CORE = 0


def build(perf):
    target = BENCH / "target" / "perf"
    target.mkdir(parents=True, exist_ok=True)
    for name, flags in (("wsload", ["-pthread"]), ("floor", [])):
        subprocess.run(["gcc", "-O2", "-o", target / name, perf / f"{name}.c", *flags], check=True)
    return target


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def await_ready(log, process):
    for _ in range(300):
        if "ready [" in pathlib.Path(log).read_text():
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    sys.exit(f"the server did not start: {pathlib.Path(log).read_text()}")


def server(kind, target, clients, rate, shape, seconds, is_pinned):
    per_write, under_way = SHAPES[shape]
    if kind == "floor":
        pace = ["-k", "64", "-o", "-r", str(rate)] if rate else ["-k", str(per_write), "-r", "0"]
        return [*(["taskset", "-c", CORE] if is_pinned else []), target / "floor", "-p", str(PORT), "-n", str(clients), "-m", str(PAYLOAD), "-w", "1",
                "-d", str(seconds + 60), "-B", "65536", *pace]
    return [*JAVA, CLASSES[kind], str(PORT), str(rate), str(under_way), *([f"core={CORE}"] if is_pinned else [])]


def load(kind, target, clients, rate, warm, seconds):
    command = [target / "wsload", "-h", "127.0.0.1", "-p", str(PORT), "-n", str(clients), "-w", str(warm),
               "-d", str(seconds), "-j", "-q"]
    command += ["-u", "/ws?encoding=sbe", "-s", SUBSCRIBE] if kind == "tickwire" else ["-u", "/"]
    if rate:
        command += ["-l", *(["-o", "48", "-R"] if kind == "tickwire" else ["-o", "0"])]
    return command


def run(kind, target, clients, rate, shape, seconds, is_pinned):
    warm = 1 if kind == "floor" else 8
    log = target / f"{kind}.log"
    with open(log, "w") as out:
        process = subprocess.Popen(
            [str(part) for part in server(kind, target, clients, rate, shape, seconds, is_pinned)],
            stdout=out, stderr=out)
    try:
        if kind == "floor":
            time.sleep(0.3)
        else:
            await_ready(log, process)
        client = subprocess.Popen(
            [str(part) for part in load(kind, target, clients, rate, warm, seconds)],
            stdout=subprocess.PIPE, text=True)
        time.sleep(warm + 0.5)
        before, began = cpu_seconds(process.pid), time.monotonic()
        time.sleep(seconds - 1)
        used = (cpu_seconds(process.pid) - before) / (time.monotonic() - began)
        result = json.loads(client.communicate()[0].strip().splitlines()[-1])
    finally:
        process.kill()
        process.wait()
    result["cpu_us"] = used / max(1.0, result["msgs_s"]) * 1e6
    for key, value in list(result.items()):
        if isinstance(value, dict) and "p99" in value:
            result["p50"], result["p99"] = value["p50"], value["p99"]
    return result


def compare(target, clients, rate, shape, kinds, rounds, seconds, is_pinned=False):
    runs = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind in kinds:
            runs[kind].append(run(kind, target, clients, rate, shape, seconds, is_pinned))
    keys = ("p50", "p99", "cpu_us") if rate else ("msgs_s", "cpu_us")
    median = {kind: {key: statistics.median(each[key] for each in runs[kind]) for key in keys} for kind in kinds}
    for kind in kinds:
        cells = []
        for key in keys:
            ratio = median[kind][key] / median["floor"][key]
            cells.append(f"{median[kind][key]:,.3g} ({ratio:.2f})" if key != "msgs_s" else
                         f"{median[kind][key] / 1e6:.3f} M ({ratio:.2f})")
        what = f"{rate} quotes/s{', pinned' if is_pinned else ''}" if rate else shape
        print(f"| {clients} | {what} | {kind} | " + " | ".join(cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perf", type=pathlib.Path, default=BENCH.parent.parent / "shared" / "perf")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--clients", type=int, nargs="*", default=[10, 100, 1000])
    parser.add_argument("--stock", action="store_true", help="Undertow as it comes, too")
    arguments = parser.parse_args()
    target = build(arguments.perf)
    kinds = ["floor", "tickwire"] + (["stock"] if arguments.stock else [])
    print("| clients | | server | delivered/s (of the floor) | CPU µs a message (of the floor) |\n|---|---|---|---|---|")
    for clients in arguments.clients:
        for shape in SHAPES:
            compare(target, clients, 0, shape, kinds, arguments.rounds, arguments.seconds)
    print("\n| clients | | server | p50 µs | p99 µs | CPU µs a message |\n|---|---|---|---|---|---|")
    compare(target, 100, 1000, "one a write", ["floor", "tickwire"], arguments.rounds, arguments.seconds, True)
    compare(target, 100, 1000, "one a write", kinds, arguments.rounds, arguments.seconds)


if __name__ == "__main__":
    main()
