"""`./kindred demo`, from the command line to the datasets that its link leads to."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import Browser
from tests.webapp.work_now import work_now
from webapp.app import create_app
from webapp.settings import ROOT, Settings
from webapp.store import datasets, teams
from webapp.store.engine import db


@dataclass
class Demo:
    folder: Path
    server: Flask

    def ask(self, *more: str) -> str:
        """What the command says."""
        words = [sys.executable, "-m", "webapp.cli", "demo", "--instance", str(self.folder), *more]
        return subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True).stdout

    def link(self) -> str:
        found = re.search(r"http://127\.0\.0\.1:8050(/enter/\S+)", self.ask())
        assert found is not None
        return found.group(1)

    def browser(self) -> Browser:
        client = self.server.test_client()
        assert isinstance(client, Browser)
        return client


@pytest.fixture
def demo(tmp_path: Path, make_sqlite) -> Iterator[Demo]:  # type: ignore[no-untyped-def]
    make_sqlite()
    server = create_app(Settings.from_env({"KINDRED_INSTANCE": str(tmp_path / "instance")}))
    server.test_client_class = Browser
    with server.app_context():
        yield Demo(tmp_path / "instance", server)
        db.session.remove()
        db.engine.dispose()


def test_its_link_signs_in_once_and_the_data_is_there(demo: Demo) -> None:
    link = demo.link()
    assert work_now({"visitors": 50, "customers": 200}) == 1
    first, second = demo.browser(), demo.browser()
    assert first.get(link).status_code == 200  # a look does not spend it: programs look at links before people do
    assert first.send(link).status_code == 303
    assert first.get("/").status_code == 200
    again = second.send(link)
    assert again.status_code == 404 and "no longer valid" in again.text
    assert second.get("/").status_code == 302
    team = teams.named("Sample shop")
    assert team is not None
    assert [dataset.name for dataset in datasets.of_team(team.id)] == [
        "Shopping centre", "Web shop customers", "Web shop orders",
    ]  # fmt: skip


def test_asked_twice_there_is_one_team_one_job_and_another_link(demo: Demo) -> None:
    assert demo.link() != demo.link()
    assert work_now({"visitors": 50, "customers": 200}) == 1


def test_it_writes_the_sample_files_to_bring_by_hand(demo: Demo, tmp_path: Path) -> None:
    said = demo.ask("--files", str(tmp_path / "files"))
    assert f"The sample files are in {tmp_path / 'files'}." in said
    written = {path.name: path.stat().st_size for path in (tmp_path / "files").rglob("*.csv")}
    assert "shopping-centre.csv" in written and "customers.csv" in written and min(written.values()) > 10_000
