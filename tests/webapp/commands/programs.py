"""Kindred as its own process, as ./kindred starts it."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from webapp.settings import ROOT

PATIENCE = 60  # seconds; on a busy machine a start takes several


def kindred(instance: Path, *words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        _command(instance, *words), cwd=ROOT, env=_environ(environ), capture_output=True, text=True, timeout=PATIENCE
    )


@contextmanager
def started(instance: Path, *words: str, **environ: str) -> Iterator["subprocess.Popen[str]"]:
    """Ended with all that it started, however the test goes."""
    process = subprocess.Popen(
        _command(instance, *words), cwd=ROOT, env=_environ(environ), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
        process.communicate()


def first_line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def health(port: int) -> tuple[int, dict[str, object]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=PATIENCE) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def until(condition: Callable[[], bool], seconds: float = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def family(process: "subprocess.Popen[str]") -> set[int]:
    """The process and what it has started, as far as it lives."""
    alive = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if state != "Z":
            alive[int(folder.name)] = (int(parent), int(session))
    return {number for number, (_, session) in alive.items() if session == process.pid}


def _command(instance: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "webapp.cli", "--instance", str(instance), *words]


def _environ(more: dict[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KINDRED_")}
    return {**kept, "KINDRED_WEB_PROCESSES": "1", **more}
