"""How long ./kindred run takes until it is ready, the first time and again: python -m benchmarks.start [TIMES]

The goal is under 3 s for a second start on an unoccupied machine.
"""

import signal
import subprocess
import sys
import tempfile
import time
from statistics import median

from tests.conftest import _free_port
from webapp.settings import ROOT

GOAL_SECONDS = 3


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        first = _start(folder)
        again = [_start(folder) for _ in range(times)]
    print(
        f"first start {first:.2f} s, second start median {median(again):.2f} s, longest {max(again):.2f} s (goal {GOAL_SECONDS} s)"
    )


def _start(folder: str) -> float:
    command = [sys.executable, "-m", "webapp.cli", "--instance", folder, "run", "--port", str(_free_port())]
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        ready = time.perf_counter() - begun
        process.send_signal(signal.SIGTERM)
    if not line.startswith("Kindred is ready"):
        raise SystemExit("It did not start.")
    return ready


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["5"])[0]))
