"""Runs a command on a terminal of its own, presses keys once what they wait for is seen, and tells what it did.

play.py STEPS COMMAND...    STEPS: a JSON list of [pattern, keys]; prints a JSON object
"""
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from fcntl import ioctl

PATIENCE_S = 40


def read(terminal):
    """What has come, empty where nothing has, None where nothing will."""
    if not select.select([terminal], [], [], 0.05)[0]:
        return b""
    try:
        return os.read(terminal, 1 << 16) or None
    except OSError:
        return None


def play(steps, command):
    process, terminal = pty.fork()
    if process == 0:
        # Who was started in the background has it ignored, and so would have what is run here.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ["TERM"] = "xterm-256color"
        os.execvp(command[0], command)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    before = termios.tcgetattr(terminal)
    told, seen, end = b"", 0, time.monotonic() + PATIENCE_S
    while (more := read(terminal)) is not None:
        told += more
        found = re.search(steps[0][0].encode(), told[seen:]) if steps else None
        if found:
            seen += found.end()
            os.write(terminal, steps.pop(0)[1].encode())
        if time.monotonic() > end:
            os.kill(process, signal.SIGKILL)
            break
    after = termios.tcgetattr(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return {"told": told.decode(errors="replace"), "code": code, "kept": before == after, "left": len(steps)}


print(json.dumps(play(json.loads(sys.argv[1]), sys.argv[2:])))
