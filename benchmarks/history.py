"""How fast the history is: python -m benchmarks.history [--runs N] [--few N] [--rounds N]

Two databases of the same kind are filled, one with very many generated runs and one with few; then the very same requests
go through the whole application to both in turn, so that a noisy machine is noisy for both. Told are the ratios of their
medians. On PostgreSQL with KINDRED_DATABASE_URL and KINDRED_FEW_DATABASE_URL, which have to name empty databases.
"""

import argparse
import itertools
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, text

from core.recipe import Measure, Recipe
from webapp.app import create_app
from webapp.clock import now
from webapp.records import TeamSettings
from webapp.rights import Role
from webapp.services import entering
from webapp.services.entering import Device
from webapp.settings import Settings
from webapp.store import instance, migrate, opening, people, teams
from webapp.store.engine import db, writing
from webapp.store.tables import DatasetRow, DatasetVersionRow, NoteRow, RunRow, RunStarRow, RunTagRow, TableRow
from webapp.store.tables.parts import folded

AT_ONCE = 2_000
MEASURES = [Measure(f"measure {number}") for number in range(12)]
METHODS = ("k-means", "minibatch", "ward", "gaussian")
SEASONS = ("Spring", "Summer", "Autumn", "Winter")


@dataclass(frozen=True)
class Ask:
    """A page of the history: its filters, and in which order, from which row on."""

    name: str
    asked: dict[str, str]
    sort: tuple[str, str] = ("made", "desc")
    first: int = 0


def main() -> None:
    given = _given()
    with tempfile.TemporaryDirectory(prefix="kindred-benchmark-") as folder:
        many = _filled(Path(folder) / "many", given.runs, os.environ.get("KINDRED_DATABASE_URL"))
        few = _filled(Path(folder) / "few", given.few, os.environ.get("KINDRED_FEW_DATABASE_URL"))
        asks = _asks(given.runs)
        print(f"{given.runs:,} runs against {given.few:,}, the same requests in turn; medians of {given.rounds}")
        print(f"{'':<28}{'many':>9}{'few':>9}{'ratio':>8}")
        _tell("the page itself", [(_page(many), _page(few))] * given.rounds)
        for ask in asks:
            _tell(ask.name, [(_rows(many, ask), _rows(few, ask))] * given.rounds)


def _asks(runs: int) -> list[Ask]:
    sorts = [
        Ask(f"sorted by {by}", {}, (by, "desc")) for by in ("name", "silhouette", "customers", "dataset", "author")
    ]
    return [
        Ask("first rows", {}),
        Ask("rows in the middle", {}, first=runs // 2),
        Ask("last rows", {}, first=runs - 100),
        Ask("last rows by name", {}, ("name", "asc"), first=runs - 100),
        *sorts,
        Ask("one dataset", {"dataset": "1"}),
        Ask("a method and a number", {"method": "ward", "k": "4"}),
        Ask("a tag", {"tag": "tag 7"}),
        Ask("starred", {"starred": "yes"}),
        Ask("a word in the name", {"search": "spring 77"}),
        Ask("a word that is nowhere", {"search": "nowhere"}),
        Ask("filtered and sorted", {"method": "ward"}, ("silhouette", "desc")),
    ]


def _tell(name: str, pairs: list[tuple[Callable[[], None], Callable[[], None]]]) -> None:
    taken: tuple[list[float], list[float]] = ([], [])
    for pair in pairs:
        for place, ask in enumerate(pair):
            begun = time.perf_counter()
            ask()
            taken[place].append(time.perf_counter() - begun)
    much, little = (statistics.median(each) for each in taken)
    print(f"{name:<28}{1e3 * much:6.0f} ms{1e3 * little:6.0f} ms{much / little:8.2f}", flush=True)


def _page(opened: "_Opened") -> Callable[[], None]:
    values = {"_pages_location.pathname": "/runs", "_pages_location.search": ""}
    return lambda: opened.call("dash.update", values)


def _rows(opened: "_Opened", ask: Ask) -> Callable[[], None]:
    first = min(ask.first, max(opened.runs - 100, 0))
    model = [{"colId": ask.sort[0], "sort": ask.sort[1]}]
    request = {"startRow": first, "endRow": first + 100, "sortModel": model}
    values = {"runs-grid.getRowsRequest": request, "runs-asked.data": ask.asked}
    return lambda: opened.call("pages.runs.rows", values)


@dataclass(frozen=True)
class _Opened:
    server: Flask
    token: str
    runs: int

    def call(self, name: str, values: dict[str, Any]) -> None:
        """A callback as the page would send it."""
        from webapp.guard import function_name

        every = self.server.extensions["dash"].callback_map
        output, callback = next((key, one) for key, one in every.items() if function_name(one) == name)
        sent = {
            kind: [{**_place(one), "value": values.get(f"{one['id']}.{one['property']}")} for one in callback[kind]]
            for kind in ("inputs", "state")
        }
        outputs = [
            dict(zip(("id", "property"), part.rsplit(".", 1), strict=True)) for part in output.strip(".").split("...")
        ]
        body = {
            "output": output, "outputs": outputs if output.startswith("..") else outputs[0], **sent,
            "changedPropIds": [f"{callback['inputs'][0]['id']}.{callback['inputs'][0]['property']}"],
        }  # fmt: skip
        client = self.server.test_client()
        client.set_cookie("kindred", self.token)
        client.get("/healthz")
        answer = client.post("/_dash-update-component", json=body)
        assert answer.status_code == 200, answer.get_data(as_text=True)[:300]


def _place(declared: dict[str, str]) -> dict[str, str]:
    return {"id": declared["id"], "property": declared["property"]}


def _filled(folder: Path, runs: int, url: str | None) -> _Opened:
    settings = Settings.from_env({"KINDRED_INSTANCE": str(folder), **({"KINDRED_DATABASE_URL": url} if url else {})})
    with opening.opened(settings):
        migrate.upgrade(instance.prepare(settings.instance), now())
    server = create_app(settings)
    server.config["WTF_CSRF_ENABLED"] = False  # who presses is not what is measured
    with ExitStack() as stack:
        stack.enter_context(server.app_context())
        token = _people_and_runs(runs)
        db.session.execute(text("ANALYZE"))
        db.session.commit()
        db.session.remove()
    return _Opened(server, token, runs)


def _people_and_runs(runs: int) -> str:
    with writing():
        team = teams.add("Benchmark", TeamSettings())
        persons = [people.add(f"Person {number}", f"p{number}@example.org", "UTC", "") for number in range(20)]
        for person in persons:
            teams.add_member(team.id, person.id, Role.EDITOR)
        versions = [_dataset(team.id, number) for number in range(40)]
    chance = random.Random(1)
    every = _generated(runs, team.id, [person.id for person in persons], versions, chance)
    while part := list(itertools.islice(every, AT_ONCE)):
        with writing():
            db.session.execute(insert(RunRow), part)
            ids = [row["id"] for row in part]
            db.session.execute(
                insert(RunTagRow), [{"run_id": id_, "tag": f"tag {chance.randrange(50)}"} for id_ in ids]
            )
            noted = [
                {"team_id": team.id, "run_id": id_, "body": "A note.", "made_at": now(), "version": 1}
                for id_ in ids[::5]
            ]
            db.session.execute(insert(NoteRow), noted)
            stars = [{"person_id": persons[0].id, "run_id": id_} for id_ in ids[::50]]
            db.session.execute(insert(RunStarRow), stars)
    return entering.open_session(persons[0], Device("benchmark", "127.0.0.1"))


def _generated(
    runs: int, team_id: int, persons: list[int], versions: list[tuple[int, int]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Rows as saving and carrying out a run leaves them, in a stream."""
    begun = now() - timedelta(minutes=runs)
    for number in range(1, runs + 1):
        dataset_id, version_id = chance.choice(versions)
        method, segments = chance.choice(METHODS), chance.randint(2, 12)
        recipe = Recipe(tuple(chance.sample(MEASURES, 5)), method, segments, seed=number)
        name = f"{chance.choice(SEASONS)} {number}"
        customers = chance.randint(1_000, 1_000_000)
        yield {
            "id": number, "team_id": team_id, "dataset_id": dataset_id, "version_id": version_id,
            "person_id": chance.choice(persons), "state": "done", "name": name, "folded": folded(name),
            "why": "The criteria agree on this number.", "method": method, "recipe": recipe.to_dict(),
            "source": {"kind": "customer table", "dataset_id": dataset_id, "facts": {"version": version_id}},
            "fingerprint": recipe.fingerprint, "core_version": 1, "segments": segments, "customers": customers,
            "silhouette": round(chance.random(), 4), "stability": round(chance.random(), 4), "smallest": customers // 50,
            "largest": customers // 2, "made_at": begun + timedelta(minutes=number), "version": 1,
        }  # fmt: skip


def _dataset(team_id: int, number: int) -> tuple[int, int]:
    table = TableRow(
        team_id=team_id, label="Customers", state="published", schema=b"", rows=0, chunks=0, bytes=0, made_at=now()
    )
    dataset = DatasetRow(team_id=team_id, name=f"Dataset {number}", kind="customers", made_at=now())
    db.session.add_all([table, dataset])
    db.session.flush()
    version = DatasetVersionRow(
        dataset_id=dataset.id, number=1, table_id=table.id, file_name="customers.csv", rows=0, columns=[], choices={},
        facts={}, made_at=now(),
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    return dataset.id, version.id


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--few", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=15)
    return parser.parse_args()


if __name__ == "__main__":
    main()
