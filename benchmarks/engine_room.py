"""How fast the engine room is: python -m benchmarks.engine_room [--rows N] [--rounds N] [--jobs N] [--idle-seconds N]

Tables are timed against a plain Parquet file of the same columns, compressed and synced the same way; every task runs in
a process of its own, plain and database in turn, so that a noisy machine is noisy for both. On PostgreSQL instead of
SQLite with KINDRED_DATABASE_URL, which has to name an empty database.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks import order_lines
from benchmarks.worker_program import KIND
from webapp.clock import now
from webapp.records import JobState, Lane, TeamSettings
from webapp.settings import ROOT, Settings
from webapp.store import instance, migrate, opening, queue, stored_tables, teams
from webapp.store.engine import db, writing

ROW_GROUP = stored_tables.CHUNK_ROWS
PARTS = ("tables", "start", "claims", "idle")


def main() -> None:
    given = _given()
    if given.task is not None:
        TASKS[given.task](given.folder)
        return
    with tempfile.TemporaryDirectory(prefix="kindred-benchmark-") as name:
        folder = Path(name)
        _prepare_database(folder)
        if "tables" in given.parts:
            _tell_tables(folder, given.rows, given.rounds)
        if "claims" in given.parts:
            _tell_claims(folder, given.jobs)
        with _worker(folder) as worker:
            if "start" in given.parts:
                _tell_start(folder, given.jobs)
            if "idle" in given.parts:
                _tell_idle(worker, given.idle_seconds)


def _tell_tables(folder: Path, rows: int, rounds: int) -> None:
    _write_source(folder, rows)
    taken: dict[str, list[float]] = {task: [] for task in ("plain in", "stored in", "plain out", "stored out")}
    peak = dict.fromkeys(taken, 0.0)
    for _ in range(rounds):
        for task, seconds in taken.items():
            said = _in_a_process(task, folder)
            seconds.append(said["seconds"])
            peak[task] = max(peak[task], said["peak_mb"])
    size = (folder / "plain.parquet").stat().st_size / 1e6
    print(f"{rows:,} order lines, {size:,.0f} MB as a Parquet file; median of {rounds}")
    for task, seconds in taken.items():
        middle = statistics.median(seconds)
        print(
            f"  {task:<10} {middle:7.2f} s  {rows / middle / 1e6:5.2f} million rows a second, peak {peak[task]:4.0f} MB"
        )
    for way in ("in", "out"):
        ratios = [plain / stored for plain, stored in zip(taken[f"plain {way}"], taken[f"stored {way}"], strict=True)]
        print(
            f"  the database's speed going {way}: {statistics.median(ratios):.2f} of the file's (goal: 0.5 or better)"
        )


def _tell_claims(folder: Path, jobs: int) -> None:
    with _opened(folder) as team_id:
        with writing():
            for _ in range(jobs):
                queue.add(team_id, None, KIND, Lane.SHORT, "Claims", {})
        begun = time.monotonic()
        claims = [queue.claim(Lane.SHORT, "") for _ in range(jobs)]
        seconds = time.monotonic() - begun
        for claim in claims:
            assert claim is not None
            queue.confirm_cancelled(claim)
    print(f"Claims: {jobs / seconds:,.0f} a second by one worker, each of them synced to the disk")


def _tell_start(folder: Path, jobs: int) -> None:
    waits = []
    with _opened(folder) as team_id:
        for _ in range(jobs):
            with writing():
                job_id = queue.add(team_id, None, KIND, Lane.SHORT, "Start", {})
            asked = time.time()
            waits.append(_begun(team_id, job_id) - asked)
    waits.sort()
    middle, most = statistics.median(waits), waits[-1 - len(waits) // 20]
    print(
        f"Start: work begins {middle:.3f} s after it was asked for, in 19 of 20 cases within {most:.3f} s (goal: 0.1 s)"
    )


def _tell_idle(worker: psutil.Process, seconds: float) -> None:
    time.sleep(1)  # the last child has been buried
    family = [worker, *worker.children(recursive=True)]
    before = [_used(process) for process in family]
    time.sleep(seconds)
    after = [_used(process) for process in family]
    cpu, woken = (sum(b[i] - a[i] for a, b in zip(before, after, strict=True)) * 60 / seconds for i in (0, 1))
    resident = sum(process.memory_info().rss for process in family) / 1e6
    print(
        f"Idle: {cpu:.2f} CPU seconds and {woken:,.0f} wake-ups a minute, {resident:.0f} MB resident, the fork server included"
    )


def _used(process: psutil.Process) -> tuple[float, int]:
    times = process.cpu_times()
    return times.user + times.system, process.num_ctx_switches().voluntary


def _begun(team_id: int, job_id: int) -> float:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        db.session.rollback()
        job = queue.find(team_id, job_id, 0)
        if job is not None and job.state is JobState.DONE:
            return float(job.result or "nan")
        time.sleep(0.005)
    raise TimeoutError(f"Job {job_id} was not done within 30 s.")


# Tasks, each in a process of its own, in the folder of the benchmark.


def _plain_in(folder: Path) -> None:
    path = folder / "plain.parquet"
    with _timed(), pq.ParquetWriter(path, _source(folder).schema, compression="zstd") as writer:
        for table in _in_groups(_source(folder)):
            writer.write_table(table, row_group_size=ROW_GROUP)
        writer.close()
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _stored_in(folder: Path) -> None:
    with _opened(folder) as team_id:
        source = _source(folder)
        with writing():
            job_id = queue.add(team_id, None, KIND, Lane.LONG, "Tables", {})
        with _timed():
            with writing():
                table_id = stored_tables.begin(team_id, "orders", source.schema, job_id)
            for _ in stored_tables.append(table_id, source):
                pass
            with writing():
                stored_tables.publish(table_id)
        (folder / "table").write_text(str(table_id))


def _plain_out(folder: Path) -> None:
    with _timed():
        for _ in pq.ParquetFile(folder / "plain.parquet").iter_batches(batch_size=ROW_GROUP):
            pass


def _stored_out(folder: Path) -> None:
    with _opened(folder):
        table = stored_tables.find(int((folder / "table").read_text()))
        with _timed():
            for _ in stored_tables.read(table):
                pass


TASKS: dict[str, Callable[[Path], None]] = {
    "plain in": _plain_in, "stored in": _stored_in, "plain out": _plain_out, "stored out": _stored_out,
}  # fmt: skip


def _in_groups(batches: pa.RecordBatchReader) -> Iterator[pa.Table]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(part.num_rows for part in waiting) >= ROW_GROUP:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _write_source(folder: Path, rows: int) -> None:
    """The lines as they are in memory, so that reading them costs next to nothing."""
    batches = order_lines.batches(rows)
    first = next(batches)
    with pa.OSFile(str(folder / "source"), "wb") as file, pa.ipc.new_stream(file, first.schema) as writer:
        writer.write_batch(first)
        for batch in batches:
            writer.write_batch(batch)


def _source(folder: Path) -> pa.RecordBatchReader:
    return pa.ipc.open_stream(pa.OSFile(str(folder / "source"), "rb"))


@contextmanager
def _timed() -> Iterator[None]:
    begun = time.monotonic()
    yield
    seconds = time.monotonic() - begun
    # Not what getrusage says: that begins with the peak of whoever started us.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    print(json.dumps({"seconds": seconds, "peak_mb": int(peak.group(1)) / 1000 if peak else 0.0}))


def _in_a_process(task: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.engine_room", "--task", task, "--folder", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    said: dict[str, float] = json.loads(done.stdout)
    return said


@contextmanager
def _worker(folder: Path) -> Iterator[psutil.Process]:
    command = [sys.executable, "-m", "benchmarks.worker_program"]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "KINDRED_INSTANCE": str(folder)})
    try:
        with _opened(folder) as team_id:
            with writing():
                job_id = queue.add(team_id, None, KIND, Lane.SHORT, "Warm-up", {})
            _begun(team_id, job_id)
        yield psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()


def _prepare_database(folder: Path) -> None:
    with opening.opened(_settings(folder)):
        migrate.upgrade(instance.prepare(folder), now())
        with writing():
            teams.add("Benchmark", TeamSettings())


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    with opening.opened(_settings(folder)):
        team = teams.named("Benchmark")
        assert team is not None
        yield team.id


def _settings(folder: Path) -> Settings:
    return Settings.from_env({**os.environ, "KINDRED_INSTANCE": str(folder)})


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast the engine room is.")
    parser.add_argument(
        "parts", nargs="*", default=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}; all by default"
    )
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--idle-seconds", type=float, default=60)
    parser.add_argument("--task", choices=TASKS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
