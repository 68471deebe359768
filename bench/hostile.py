#!/usr/bin/env python3
"""Holds what peers that mean no good cost the others: 100 clients read quotes at a rate, while nobody else is there, and
while somebody connects and says half a request, floods pings, or sends a megabyte of brackets.

Each attack runs in turn with none; latency is counted from the time at which each quote was due. Medians of the rounds.
The attackers take some of the same two cores: what they use is in the last column.

    mvn -B -q package -DskipTests
    bench/hostile.py --perf DIR
"""
import argparse
import base64
import json
import os
import pathlib
import socket
import statistics
import struct
import subprocess
import sys
import time

import egress

CLIENTS = 100
RATE = 300
WARM = 8
HANDSHAKE = (b"GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
             b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + base64.b64encode(os.urandom(16)) + b"\r\n\r\n")
PING = b"\x89\x84\x00\x00\x00\x00ping"
NESTED = b"\x81\xff" + struct.pack(">Q", 1 << 20) + b"\x00\x00\x00\x00" + b"[" * (1 << 20)


def connect(request):
    peer = socket.create_connection(("127.0.0.1", egress.PORT))
    peer.sendall(request)
    return peer


def pass_over(peer):
    """Reads what there is; False where the server has ended it."""
    try:
        return bool(peer.recv(1 << 16, socket.MSG_DONTWAIT))
    except BlockingIOError:
        return True
    except OSError:
        return False


def half_requests(end):
    peers = []
    while time.monotonic() < end:
        peers.append(connect(HANDSHAKE[:60]))
        if len(peers) > 500:
            peers.pop(0).close()
        time.sleep(0.005)


def messages(end, message, pause):
    peer = connect(HANDSHAKE)
    while time.monotonic() < end:
        try:
            peer.sendall(message)
        except OSError:
            peer = connect(HANDSHAKE)
        if not pass_over(peer):
            peer = connect(HANDSHAKE)
        time.sleep(pause)


ATTACKS = {
    "200 half requests/s": half_requests,
    "20,000 pings/s": lambda end: messages(end, PING * 100, 0.005),
    "20 MiB/s of brackets": lambda end: messages(end, NESTED, 0.05),
}


def run(target, attack, seconds):
    log = target / "hostile.log"
    with open(log, "w") as out:
        process = subprocess.Popen(
            [str(part) for part in egress.server("tickwire", target, CLIENTS, RATE, "one a write", seconds, False)],
            stdout=out, stderr=out)
    attacker = None
    used = 0
    try:
        egress.await_ready(log, process)
        client = subprocess.Popen(
            [str(part) for part in egress.load("tickwire", target, CLIENTS, RATE, WARM, seconds)],
            stdout=subprocess.PIPE, text=True)
        time.sleep(WARM)
        if attack:
            attacker = subprocess.Popen([sys.executable, __file__, "--attack", attack, "--seconds", str(seconds + 2)])
        time.sleep(seconds - 1)
        if attacker:
            used = egress.cpu_seconds(attacker.pid) / (seconds - 1)
        result = json.loads(client.communicate()[0].strip().splitlines()[-1])
    finally:
        for each in (attacker, process):
            if each:
                each.kill()
                each.wait()
    latency = next(value for value in result.values() if isinstance(value, dict) and "p99" in value)
    return {"p50": latency["p50"], "p99": latency["p99"], "msgs_s": result["msgs_s"], "used": used}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--perf", type=pathlib.Path, default=egress.BENCH.parent.parent / "shared" / "perf")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=6)
    parser.add_argument("--attack", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.attack:
        ATTACKS[arguments.attack](time.monotonic() + arguments.seconds)
        return
    target = egress.build(arguments.perf)
    print(f"{CLIENTS} clients, {RATE} quotes/s, µs\n")
    print("| attack | p50 (of none) | p99 (of none) | messages/s | attacker's cores |\n|---|---|---|---|---|")
    for attack in ATTACKS:
        runs = {None: [], attack: []}
        for _ in range(arguments.rounds):
            for each, results in runs.items():
                results.append(run(target, each, arguments.seconds))
        median = {each: {key: statistics.median(result[key] for result in results) for key in results[0]}
                  for each, results in runs.items()}
        none, during = median[None], median[attack]
        print(f"| {attack} | {during['p50']:,.0f} ({during['p50'] / none['p50']:.2f}) "
              f"| {during['p99']:,.0f} ({during['p99'] / none['p99']:.2f}) "
              f"| {during['msgs_s']:,.0f} | {during['used']:.2f} |", flush=True)


if __name__ == "__main__":
    main()
