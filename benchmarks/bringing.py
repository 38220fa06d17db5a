"""What it costs to bring a file: a CSV of order lines into a stored version, and an upload past the web server.

    python -m benchmarks.bringing [lines] [repeats] [upload megabytes]

A person's file is looked at, then decided about, then read: two jobs, and both count, from the bytes in the incoming folder
on to the version that the team sees, with every check on. Beside them, in turn, DuckDB turns the same file into Parquet. Each
side has a process of its own; what counts is the ratio. That the instance is founded first is not counted. The upload goes to
a web server as `./kindred run` starts it, and what counts is the memory of its processes.
"""

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psutil

from benchmarks.reading import Measured, duckdb_to_parquet, measured, told, write_orders
from webapp.clock import now
from webapp.jobs import uploads as jobs
from webapp.jobs.work import Work
from webapp.records import Lane, TeamSettings
from webapp.rights import Role
from webapp.services import tokens
from webapp.services import uploads as service
from webapp.settings import ROOT, Settings
from webapp.store import datasets, incoming, instance, migrate, opening, people, queue, sessions, teams, uploads
from webapp.store.engine import writing


def stored_version(path: Path) -> Measured:
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        with opening.opened(_settings(folder)):
            _make_ready(instance.current(), path)
        return measured(look_and_read, Path(folder))


def look_and_read(folder: Path) -> int:
    """As the worker's children do it, one after the other; the rows of the version."""
    with opening.opened(_settings(folder)):
        for lane, work in ((Lane.SHORT, jobs.look), (Lane.LONG, jobs.read)):
            claim = queue.claim(lane, instance.host_id(instance.current()))
            assert claim is not None
            work(Work(claim))
        (dataset,) = datasets.of_team(claim.team_id)
        return dataset.version.rows


def _make_ready(place: instance.Instance, path: Path) -> None:
    """A team that has brought the file, and the two jobs that wait for it."""
    migrate.upgrade(place, now())
    os.link(path, incoming.path(place, "benchmark"))
    received = incoming.Received("benchmark", path.stat().st_size, "")
    host, limits = instance.host_id(place), vars(service.limits(TeamSettings()))
    with writing():
        team = teams.add("Benchmark", TeamSettings())
        upload = uploads.add(team.id, None, path.name, received, host, None, {})
        facts = {"upload": upload.id, "limits": limits, "name": "Orders"}
        queue.add(team.id, None, "look at file", Lane.SHORT, "Looking", facts, host=host)
        queue.add(team.id, None, "read file", Lane.LONG, "Reading", facts, host=host)


def send(megabytes: int) -> tuple[float, float, float]:
    """Seconds, and the megabytes of the web process that took the upload: before, and at the most meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        settings = _settings(folder, KINDRED_PORT=str(_free_port()))
        words = [sys.executable, "-m", "webapp.cli", "run", "--instance", folder, "--port", str(settings.port)]
        program = subprocess.Popen(
            words, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "KINDRED_WEB_PROCESSES": "1"}
        )
        try:
            assert program.stdout is not None
            program.stdout.readline()
            cookies, token = _signed_in(settings)
            (web,) = _web_processes(program.pid)
            before = peak = web.memory_info().rss / 1e6
            began = time.perf_counter()
            for _ in _sent(settings, megabytes, {"Cookie": cookies, "X-CSRFToken": token}):
                peak = max(peak, web.memory_info().rss / 1e6)
            return time.perf_counter() - began, before, peak
        finally:
            program.terminate()
            program.wait()


def _signed_in(settings: Settings) -> tuple[str, str]:
    with opening.opened(settings), writing():
        team = teams.add("Benchmark", TeamSettings())
        person = people.add("Mara Lind", "mara@example.org", "UTC", None)
        teams.add_member(team.id, person.id, Role.EDITOR)
        token = "a token that nobody else has"
        expires = now() + timedelta(hours=1)
        sessions.add(tokens.digest(token), person.id, team.id, "A benchmark", "127.0.0.1", expires)
    connection = http.client.HTTPConnection("127.0.0.1", settings.port)
    connection.request("GET", "/", headers={"Cookie": f'kindred="{token}"'})
    given = [value.partition(";")[0] for name, value in connection.getresponse().getheaders() if name == "Set-Cookie"]
    cookies = "; ".join([f'kindred="{token}"', *given])
    found = re.search(r"_csrf_token=([^;]+)", cookies)
    assert found is not None
    return cookies, found[1]


def _sent(settings: Settings, megabytes: int, headers: dict[str, str]) -> Iterator[None]:
    """One step per megabyte."""
    line = b"K0001,12.50,2024-01-01,some text of an order line\n"
    piece = line * (1_000_000 // len(line))
    connection = http.client.HTTPConnection("127.0.0.1", settings.port)
    connection.putrequest("POST", "/uploads?name=orders.csv")
    for name, value in {**headers, "Content-Length": str(len(piece) * megabytes)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    for _ in range(megabytes):
        connection.send(piece)
        yield
    answer = connection.getresponse()
    assert answer.status == 201, answer.read()


def _web_processes(program: int) -> list[psutil.Process]:
    """Those that answer; not the one that watches over them."""
    watching = [each for each in psutil.Process(program).children() if "serve" in each.cmdline()]
    return [child for each in watching for child in each.children()]


def _settings(folder: str | Path, **more: str) -> Settings:
    return Settings.from_env({"KINDRED_INSTANCE": str(folder), **more})


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def main(lines: int, repeats: int, megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "orders.csv"
        write_orders(path, lines)
        print(f"{lines:,} order lines, {path.stat().st_size / 1e6:,.0f} MB, {repeats} rounds", flush=True)
        rounds = [
            (
                told("DuckDB to Parquet", measured(duckdb_to_parquet, path)),
                told("file to version", stored_version(path)),
            )
            for _ in range(repeats)
        ]
    assert all(side.rows == lines for each in rounds for side in each)
    seconds = statistics.median(ours.seconds / theirs.seconds for theirs, ours in rounds)
    processor = statistics.median(ours.processor / theirs.processor for theirs, ours in rounds)
    megabytes_used = max(ours.megabytes for _, ours in rounds)
    print(
        f"a stored version takes {seconds:.2f} times DuckDB's time, {processor:.2f} times its processor's "
        f"(medians of {repeats}; goal: 3 or less), and {megabytes_used:,.0f} MB (goal: under 1,000)"
    )
    lasted, before, peak = send(megabytes)
    print(
        f"an upload of {megabytes} MB takes {lasted:.1f} s; the web process grows from {before:,.0f} "
        f"to {peak:,.0f} MB at the most (goal: under 100 MB more)"
    )


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:4]]
    main(*(arguments + [10_000_000, 3, 500][len(arguments) :]))
