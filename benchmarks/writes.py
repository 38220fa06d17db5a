"""How long a save waits when eight processes write at once: python -m benchmarks.writes [PROCESSES] [SAVES]

The goal is a longest wait of 500 ms on an unoccupied machine, and no process that gets less than half of another's speed.
"""

import sys
import tempfile
from statistics import median, quantiles

from tests.webapp.store.writers import Written, write_at_once
from webapp.clock import now
from webapp.settings import Settings
from webapp.store import instance, migrate, opening

GOAL_MS = 500


def main(processes: int, saves: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        environ = {"KINDRED_INSTANCE": folder}
        settings = Settings.from_env(environ)
        with opening.opened(settings):
            migrate.upgrade(instance.prepare(settings.instance), now())
        written = write_at_once(environ, processes, saves)
    _tell(written, processes, saves)


def _tell(written: list[Written], processes: int, saves: int) -> None:
    waits = [wait * 1000 for each in written for wait in each.waits]
    times = [sum(each.waits) for each in written]
    problems = [problem for each in written for problem in each.problems]
    print(
        f"{processes} processes x {saves} saves: {sum(each.saved for each in written):,} saved, {len(problems)} refused"
    )
    print(
        f"median {median(waits):.1f} ms, p99 {quantiles(waits, n=100)[98]:.1f} ms, longest {max(waits):.1f} ms (goal {GOAL_MS} ms)"
    )
    print(
        f"slowest process at {min(times) / max(times):.0%} of the speed of the fastest, {len(waits) / max(times):,.0f} saves/s"
    )
    for problem in problems[:5]:
        print(f"  {problem}")


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] or ["8", "500"])))
