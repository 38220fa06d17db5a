"""The engine room as tests see it: a database, workers that are real processes, and what becomes of jobs."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import create_engine, func, select, text

from webapp.records import Job, JobState, Lane, TeamSettings
from webapp.settings import ROOT, Settings
from webapp.store import datasets, opening, people, queue, stored_tables, teams
from webapp.store.engine import db, gate_held, is_sqlite, writing
from webapp.store.tables import ChunkRow, DatasetRow, JobRow, TableRow

ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass
class Room:
    environ: dict[str, str]
    team_id: int = 0
    person_id: int = 0
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def worker(
        self, lease: float = 30.0, attempts: int = 2, before: tuple[str, ...] = (), **environ: str
    ) -> subprocess.Popen[bytes]:
        """A worker of its own group, ready or not; `before` is put in front of its command."""
        command = [*before, sys.executable, "-m", "tests.webapp.jobs.worker_program", str(lease), str(attempts)]
        with (self.folder / "output").open("ab") as output:
            process = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True,
                env={**self.whole_environ, **environ},
            )  # fmt: skip
        self.workers.append(process)
        return process

    def living(self, lease: float = 3.0, attempts: int = 2) -> subprocess.Popen[bytes]:
        """One that is there and at work already, if a test before has left one: starting costs seconds."""
        alive = [worker for worker in self.workers if worker.poll() is None]
        return alive[0] if alive else self.worker(lease, attempts)

    def until_at_work(self) -> None:
        """A worker is there and has nothing to load any more."""
        assert self.until_ended(self.add("passes", Lane.SHORT), within=60).state is JobState.DONE

    def stop_all(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGTERM)
                worker.wait(30)

    def new_team(self) -> None:
        """For a test that looks at everything its team has."""
        with writing():
            self.team_id = teams.add("Another shop", TeamSettings()).id

    @property
    def whole_environ(self) -> dict[str, str]:
        return {**os.environ, **self.environ}

    @property
    def folder(self) -> Path:
        return Path(self.environ["KINDRED_INSTANCE"])

    @property
    def log(self) -> str:
        path = self.folder / "kindred.log"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def output(self) -> str:
        """What workers and their children have said to the terminal."""
        return (self.folder / "output").read_text(encoding="utf-8")

    def add(self, kind: str, lane: Lane = Lane.LONG, key: str | None = None, **facts: Any) -> int:
        with writing():
            return queue.add(self.team_id, self.person_id, kind, lane, kind.capitalize(), facts, key=key)

    def add_for_a_new_team(self, kind: str, **facts: Any) -> int:
        """Who brings sample data must have nothing yet."""
        with writing():
            team_id = teams.add("Another shop", TeamSettings()).id
            return queue.add(team_id, self.person_id, kind, Lane.LONG, kind.capitalize(), facts)

    def job(self, job_id: int) -> Job:
        db.session.rollback()
        team_id = db.session.scalars(select(JobRow.team_id).where(JobRow.id == job_id)).one()
        job = queue.find(team_id, job_id, self.person_id)
        assert job is not None
        return job

    def attempts(self, job_id: int) -> int:
        db.session.rollback()
        return db.session.scalars(select(JobRow.attempts).where(JobRow.id == job_id)).one()

    def cancel(self, job_id: int) -> None:
        with writing():
            assert queue.cancel(self.team_id, job_id)

    def until(self, holds: Callable[[], object], within: float, what: str = "") -> float:
        """The seconds it took."""
        begun = time.monotonic()
        while not holds():
            assert time.monotonic() - begun < within, (
                f"not within {within} s: {what}\n{self.log[-2000:]}\n{self.output[-2000:]}"
            )
            time.sleep(0.02)
        return time.monotonic() - begun

    def until_state(self, job_id: int, *states: JobState, within: float = 30.0) -> Job:
        self.until(lambda: self.job(job_id).state in states, within, f"job {job_id} {states}, is {self.job(job_id)}")
        return self.job(job_id)

    def until_ended(self, job_id: int, within: float = 30.0) -> Job:
        return self.until_state(job_id, *ENDED, within=within)

    def until_all_ended(self, within: float) -> None:
        self.until(self.all_ended, within, "all jobs ended")

    def all_ended(self) -> bool:
        db.session.rollback()
        return not db.session.scalar(select(func.count()).where(JobRow.state.not_in(ENDED)))

    def check_whole(self, jobs: list[int]) -> None:
        """Every job done, its product there once and whole, nothing left over, and the file sound."""
        db.session.rollback()
        states = dict(db.session.execute(select(JobRow.id, JobRow.state).where(JobRow.id.in_(jobs))).all())
        assert states == dict.fromkeys(jobs, JobState.DONE)
        names = db.session.scalars(select(DatasetRow.name).where(DatasetRow.team_id == self.team_id)).all()
        assert sorted(names) == sorted(f"Numbers of job {job_id}" for job_id in jobs)
        assert all(state == "published" for state in db.session.scalars(select(TableRow.state)))
        kept = db.session.scalars(select(TableRow.id).where(TableRow.team_id == self.team_id)).all()
        assert len(kept) == len(jobs)
        for table_id in kept:
            numbers = stored_tables.read(stored_tables.find(table_id)).read_all()["number"]
            assert numbers.to_pylist() == list(range(400))
        self.check_sound()

    def check_sample(self, job_id: int) -> None:
        """The three datasets of the sample data, once and whole, and nothing else of this team."""
        self.until_swept()
        team_id = self.job(job_id).team_id
        brought = datasets.of_team(team_id)
        assert [dataset.name for dataset in brought] == ["Shopping centre", "Web shop customers", "Web shop orders"]
        for dataset in brought:
            assert dataset.version.number == 1
            rows = stored_tables.read(stored_tables.find(dataset.version.table_id)).read_all()
            assert rows.num_rows == dataset.version.rows > 0
        kept = db.session.scalars(select(TableRow.state).where(TableRow.team_id == team_id)).all()
        assert kept == ["published"] * 3
        self.check_sound()

    def check_nothing_visible(self, job_id: int) -> None:
        assert datasets.of_team(self.job(job_id).team_id) == []

    def check_nothing(self, job_id: int) -> None:
        self.check_nothing_visible(job_id)
        self.until_swept()
        team_id = self.job(job_id).team_id
        assert db.session.scalar(select(func.count()).where(TableRow.team_id == team_id)) == 0
        self.check_sound()

    def check_sound(self) -> None:
        db.session.rollback()
        orphans = select(func.count()).where(ChunkRow.table_id.not_in(select(TableRow.id)))
        assert db.session.scalar(orphans) == 0
        if is_sqlite(db.engine):
            assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
            assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        db.session.rollback()

    @contextmanager
    def database_away(self) -> Iterator[None]:
        """PostgreSQL lets nobody in and throws everyone out; the lock of SQLite's writers is held by somebody."""
        db.session.rollback()
        if is_sqlite(db.engine):
            with gate_held():
                yield
            return
        url, name = db.engine.url.set(database="postgres"), db.engine.url.database
        server = create_engine(url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
            connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"), {"name": name}
            )
            yield
            connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))
        server.dispose()
        db.engine.dispose()

    def until_swept(self, within: float = 10.0) -> None:
        def left() -> int:
            db.session.rollback()
            return db.session.scalar(select(func.count()).where(TableRow.state != "published")) or 0

        self.until(lambda: left() == 0, within, "leftovers swept")

    def close(self) -> None:
        for worker in self.workers:
            for process in [*family(worker), worker]:
                _kill(process.pid)
            worker.wait()
            if worker.stdin is not None:
                worker.stdin.close()


def family(worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The fork server, its children and what else a worker has begun."""
    try:
        return psutil.Process(worker.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def fork_server(worker: subprocess.Popen[bytes]) -> psutil.Process:
    return next(process for process in family(worker) if _is_fork_server(process))


def children(worker: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """Those that carry out jobs."""
    return [child for process in family(worker) if _is_fork_server(process) for child in process.children()]


def is_gone(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE or not process.is_running()
    except psutil.NoSuchProcess:
        return True


@contextmanager
def opened_room(environ: dict[str, str]) -> Iterator[Room]:
    with opening.opened(Settings.from_env(environ)):
        room = Room(environ)
        with writing():
            room.team_id = teams.add("Nordhaus shop", TeamSettings()).id
            room.person_id = people.add("Jonas Berg", "editor@example.org", "UTC", None).id
        try:
            yield room
        finally:
            room.close()


def references(sentence: str) -> list[str]:
    return re.findall(r"Reference ([0-9a-f]{8})", sentence)


def _is_fork_server(process: psutil.Process) -> bool:
    """Its children have the same command line, for they are forks of it."""
    try:
        parent = process.parent()
        return _forks(process) and not (parent is not None and _forks(parent))
    except psutil.NoSuchProcess:
        return False


def _forks(process: psutil.Process) -> bool:
    return "multiprocessing.forkserver" in " ".join(process.cmdline())


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGCONT)
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
