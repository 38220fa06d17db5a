"""`./kindred run`, from its start to its end, as its own processes."""

import os
import re
import signal
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.conftest import _free_port
from tests.webapp.commands.programs import family, first_line, health, kindred, started, until
from webapp import cli
from webapp.commands import opening
from webapp.errors import CannotStart
from webapp.settings import Settings
from webapp.store import instance, log

slow = pytest.mark.timeout(300)  # several starts of the whole program, on whatever machine this is


@slow
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_two_started_at_once_on_an_empty_database_both_answer_and_end_in_order(request: pytest.FixtureRequest, tmp_path: Path, database: str) -> None:  # fmt: skip
    environ = {} if database == "sqlite" else request.getfixturevalue("make_postgres")(template=None)
    ports = (_free_port(), _free_port())
    with (
        started(tmp_path, "run", "--port", str(ports[0]), **environ) as first,
        started(tmp_path, "run", "--port", str(ports[1]), **environ) as second,
    ):
        for process, port in ((first, ports[0]), (second, ports[1])):
            line = first_line(process)
            assert re.fullmatch(rf"Kindred is ready\. Make the first team at http://127\.0\.0\.1:{port}/first-start\?token=\S{{43}}\n", line)  # fmt: skip
            with urllib.request.urlopen(line.rsplit(" ", 1)[1].strip(), timeout=60) as page:
                assert page.status == 200
            until(lambda port=port: health(port)[0] == 200)  # type: ignore[misc]
            assert health(port)[1] == {"well": True, "database": "well", "worker": "well"}
        os.kill(first.pid, signal.SIGTERM)
        os.kill(second.pid, signal.SIGINT)
        for process in (first, second):
            assert process.wait(60) == 0
            assert family(process) == set()
            assert process.stderr is not None and process.stderr.read() == ""


@slow
def test_while_it_runs_it_keeps_its_port_its_database_and_its_parts_and_killed_leaves_nothing(tmp_path: Path) -> None:
    port = _free_port()
    with started(tmp_path, "run", "--port", str(port)) as running:
        assert first_line(running).startswith("Kindred is ready")
        until(lambda: health(port)[0] == 200)

        taken = kindred(tmp_path, "run", "--port", str(port))
        assert (taken.returncode, taken.stdout) == (1, "")
        assert taken.stderr == (
            f"127.0.0.1:{port} cannot be used (Address already in use). "
            "Is Kindred running already? Stop it, or choose another port with --port.\n"
        )

        copied = kindred(tmp_path, "backup", str(tmp_path / "copy.db"))
        assert (copied.returncode, copied.stderr) == (0, "")
        refused = kindred(tmp_path, "restore", str(tmp_path / "copy.db"))
        assert (refused.returncode, refused.stdout) == (1, "")
        assert refused.stderr == "Kindred is running on this instance. Stop it first; nothing was changed.\n"

        (worker,) = parts(running, "worker")
        os.kill(worker, signal.SIGKILL)
        until(lambda: parts(running, "worker") not in ([], [worker]))

        assert len(family(running)) >= 4  # itself, the server with its process, the worker
        os.kill(running.pid, signal.SIGKILL)
        until(lambda: family(running) == set())


def parts(keeper: "subprocess.Popen[str]", word: str) -> list[int]:
    """What the running program itself started with this word."""
    found = []
    for number in family(keeper):
        try:
            words = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
            parent = int(Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if word.encode() in words and parent == keeper.pid:
            found.append(number)
    return found


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--port", "0"), "KINDRED_PORT is “0”. Give a whole number from 1 to 65535."),
        (("--port", "x"), "KINDRED_PORT is “x”. Give a whole number from 1 to 65535."),
        (("--host", "0.0.0.0"), "passwords would travel in the clear"),
        (("--host", "no such host"), "KINDRED_HOST"),
        (("--host", "203.0.113.7"), "passwords would travel in the clear"),
    ],
)  # fmt: skip
def test_a_start_that_cannot_be_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str) -> None:  # fmt: skip
    assert cli.main(["--instance", str(tmp_path), "run", *words]) == 1
    said = capsys.readouterr()
    assert said.out == "" and sentence in said.err and said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [("run",), ("backup", "copy.db"), ("doctor",), ("add-person", "a@b.org", "--team", "x")]
)
def test_a_folder_that_cannot_be_used_is_told_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:  # fmt: skip
    (tmp_path / "file").write_text("not a folder")
    port = ("--port", str(_free_port())) if words == ("run",) else ()
    assert cli.main(["--instance", str(tmp_path / "file"), *words, *port]) == 1
    said = capsys.readouterr()
    assert said.err.startswith(f"The folder {tmp_path / 'file'} cannot be used (") and said.err.count("\n") == 1


def test_a_database_that_is_away_is_told_in_a_sentence(tmp_path: Path) -> None:
    away = kindred(tmp_path, "reset-password", "a@example.org", KINDRED_DATABASE_URL="postgresql://k@127.0.0.1:1/none")
    assert (away.returncode, away.stdout) == (1, "")
    assert away.stderr == "The database does not answer. Nothing was saved. Try again in a minute.\n"


def test_a_program_under_another_web_server_counts_as_running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """wsgi.py and the server of ./kindred run both open it so."""
    monkeypatch.setattr(log, "begin", lambda place: None)  # the log of the tests stays where it is
    opening.application(Settings.from_env({"KINDRED_INSTANCE": str(tmp_path)}))
    with (
        pytest.raises(CannotStart, match="Kindred is running on this instance"),
        instance.nothing_running(instance.Instance(tmp_path)),
    ):
        pass
