#!/usr/bin/env python3
"""Holds what a venue that does not behave costs the others: a client reads the quotes of one venue, told from a recording,
while another venue is well, hangs, floods, sends garbage, or closes each connection at once.

Latency is from the time at which the server had read a quote's bytes (t_in) to when the client has it. Each fault runs
in turn with none; medians of the rounds. The venues are played by two processes, so that what the second one takes for
itself of the machine is the same as that of any other process.

    mvn -B -q package -DskipTests
    bench/neighbours.py --data DIR
"""
import argparse
import asyncio
import json
import pathlib
import statistics
import subprocess
import tempfile
import time
import urllib.request

import websockets

ROOT = pathlib.Path(__file__).resolve().parent.parent
QUIET_PORT, OTHER_PORT, SERVER_PORT = 9101, 9102, 8795
SPEED = 3
FAULTS = {
    "hangs": "always hang",
    "floods": "every 1 flood 50",
    "sends garbage": "every 1 garbage",
    "closes at once": "always reject",
}


def start(log, *arguments):
    with open(log, "w") as out:
        process = subprocess.Popen([str(ROOT / "tools" / "tickwire"), *map(str, arguments)], stdout=out, stderr=out)
    end = time.monotonic() + 60
    while "ready at" not in log.read_text():
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(log.read_text())
        time.sleep(0.1)
    return process


def exchange(log, port, files, script=None):
    faults = []
    if script:
        path = log.with_suffix(".faults")
        path.write_text(script + "\n")
        faults = ["--faults", path]
    return start(log, "exchange", "--capture", *files, "--port", port, "--speed", SPEED, "--loop", *faults)


def feed(venue, symbols, port):
    place = f"://127.0.0.1:{port}/{venue}"
    return ["--feed", f"{venue}:{symbols};stream=ws{place};rest=http{place}"]


async def read(seconds, warm):
    latencies = []
    async with websockets.connect(f"ws://127.0.0.1:{SERVER_PORT}/ws", max_size=None) as socket:
        await socket.send(json.dumps({"type": "subscribe", "channel": "bbo", "symbols": ["BTCUSDT"], "mode": "raw"}))
        begin = time.monotonic() + warm
        while time.monotonic() < begin + seconds:
            message = json.loads(await asyncio.wait_for(socket.recv(), 30))
            if message["type"] == "bbo_update" and message["venue"] == "binance" and time.monotonic() > begin:
                latencies.append(time.time_ns() / 1000 - message["t_in"])
    latencies.sort()
    return latencies


def run(data, folder, script, seconds):
    processes = []
    try:
        processes.append(exchange(folder / "quiet.log", QUIET_PORT, [data / "binance/spot_btcusdt_20240808.gz"]))
        processes.append(exchange(folder / "other.log", OTHER_PORT, [data / "okx/OKX.ws.1.0.gz"], script))
        processes.append(start(
            folder / "server.log", "serve", "--port", SERVER_PORT,
            *feed("binance", "btcusdt", QUIET_PORT), *feed("okx", "*", OTHER_PORT)))
        latencies = asyncio.run(read(seconds, 8))
        with urllib.request.urlopen(f"http://127.0.0.1:{SERVER_PORT}/metrics") as answer:
            metrics = answer.read().decode()
    finally:
        for process in reversed(processes):
            process.terminate()
            process.wait()
    others = sum(float(line.rsplit(" ", 1)[1]) for line in metrics.splitlines()
                 if line.startswith('tickwire_feed_events_total{feed="okx",kind="messages"}'))
    return {"p50": latencies[len(latencies) // 2], "p99": latencies[len(latencies) * 99 // 100],
            "quotes": len(latencies) / seconds, "others": others / (seconds + 8)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10)
    arguments = parser.parse_args()
    print("µs from t_in to the client\n")
    print("| the other venue | p50 (of well) | p99 (of well) | quotes/s | its messages/s |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for fault, script in FAULTS.items():
            runs = {None: [], script: []}
            for _ in range(arguments.rounds):
                for each, results in runs.items():
                    results.append(run(arguments.data, pathlib.Path(folder), each, arguments.seconds))
            well, ill = ({key: statistics.median(result[key] for result in results) for key in results[0]}
                         for results in runs.values())
            print(f"| {fault} | {ill['p50']:,.0f} ({ill['p50'] / well['p50']:.2f}) "
                  f"| {ill['p99']:,.0f} ({ill['p99'] / well['p99']:.2f}) "
                  f"| {ill['quotes']:,.0f} | {ill['others']:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
