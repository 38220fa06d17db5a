"""How long a person waits for what is in a large version: from opening the address to the figure on the screen.

    python -m benchmarks.exploring [rows]        10,000,000 unless said

A version is stored as an upload would leave it. First each answer is worked out here as a worker's child does it, and the
time of the processor is told, which other work on the machine does not lengthen. Then the program is started as `./kindred
run` starts it, and a browser opens one address after the other, each for the first time (the answer is worked out) and again
(it is kept). The goal is 2 s for each picture; findings and the figures of every column go through all columns and may take
longer.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import pyarrow as pa
from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.bringing import _free_port
from benchmarks.pictures import NUMBERS, people
from core.exploring import Table
from webapp.clock import now
from webapp.jobs.kinds import MAKERS
from webapp.jobs.work import Work
from webapp.records import Claim, Found, Lane, Question, TeamSettings
from webapp.rights import Role
from webapp.services import tokens
from webapp.settings import ROOT, Settings
from webapp.store import datasets, instance, migrate, opening, queue, sessions, stored_tables, teams
from webapp.store import people as persons
from webapp.store.engine import writing

TOKEN = "a-token-that-nobody-else-has"
BATCH = 250_000
PAIRS = "&".join(f"columns={name}" for name in NUMBERS)
WORK = {
    "distribution of income": ("distribution", ["income"], None, False),
    "distribution of income by gender": ("distribution", ["income"], "gender", False),
    "distribution of age by country": ("distribution", ["age"], "country", False),
    "income on a log scale": ("distribution", ["income"], None, True),
    "bars of country": ("bars", ["country"], None, False),
    "boxes of income by gender": ("boxes", ["income"], "gender", False),
    "pairs of six numbers by gender": ("pairs", list(NUMBERS), "gender", False),
    "correlations of six numbers": ("correlations", list(NUMBERS), None, False),
    "figures of every column": ("statistics", [], None, False),
    "findings": ("findings", [], None, False),
}
FIGURE, TABLE, FINDINGS = ".js-plotly-plot .main-svg", ".k-behind", ".k-find"
VIEWS = {
    "distribution of income": ("tab=explore&column=income", FIGURE),
    "distribution of income by gender": ("tab=explore&column=income&by=gender", FIGURE),
    "distribution of age by country": ("tab=explore&column=age&by=country", FIGURE),
    "income on a log scale": ("tab=explore&column=income&scale=log", FIGURE),
    "bars of country": ("tab=explore&column=country", FIGURE),
    "boxes of income by gender": ("tab=explore&column=income&by=gender&as=boxes", FIGURE),
    "pairs of six numbers by gender": (f"tab=explore&view=pairs&{PAIRS}&by=gender", FIGURE),
    "correlations of six numbers": ("tab=explore&view=correlations", FIGURE),
    "figures of every column": ("tab=explore&view=statistics", TABLE),
    "findings": ("tab=findings", FINDINGS),
}


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"KINDRED_INSTANCE": folder, "KINDRED_PORT": str(_free_port())})
        dataset_id = _stored(settings, rows)
        words = [sys.executable, "-m", "webapp.cli", "run", "--instance", folder, "--port", str(settings.port)]
        program = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, env=os.environ)
        try:
            assert program.stdout is not None
            program.stdout.readline()
            _tell(f"http://127.0.0.1:{settings.port}", dataset_id)
        finally:
            program.terminate()
            program.wait()


def _stored(settings: Settings, rows: int) -> int:
    """A version as an upload leaves it, and somebody who may look at it."""
    some = people(min(rows, 1_000_000))
    columns = [{"name": "customer_id", "type": "text", "role": "customer"}]
    columns += [
        {"name": column.name, "type": "text" if column.is_text else "number", "role": column.role}
        for column in some.columns
    ]
    with opening.opened(settings):
        migrate.upgrade(instance.current(), now())
        with writing():
            team = teams.add("Benchmark", TeamSettings())
            person = persons.add("Mara Lind", "mara@example.org", "UTC", None)
            teams.add_member(team.id, person.id, Role.EDITOR)
            sessions.add(
                tokens.digest(TOKEN), person.id, team.id, "A benchmark", "127.0.0.1", now() + timedelta(hours=1)
            )
            job_id = queue.add(team.id, None, "give space back", Lane.LONG, "A benchmark", {})
            schema = next(_batches(some, 1)).schema
            table_id = stored_tables.begin(team.id, "Customers", schema, job_id)
        stored = sum(stored_tables.append(table_id, _batches(some, rows)))
        with writing():
            dataset_id = datasets.add(team.id, "Customers", "customers")
            datasets.add_version(dataset_id, table_id, "customers.csv", person.id, Found(columns))
            size = stored_tables.find(table_id).bytes
        print(f"{stored:,} rows, {len(columns)} columns, {size / 1e6:,.0f} MB", flush=True)
        _work_out(team.id, dataset_id)
    return dataset_id


def _work_out(team_id: int, dataset_id: int) -> None:
    print(f"{'':36}{'passed':>8}{'worked':>8}   seconds, and seconds of the processor", flush=True)
    (version,) = datasets.versions(dataset_id)
    work = Work(Claim(0, team_id, None, "a benchmark", {}, 1, ""))
    for name, (kind, columns, by, log) in WORK.items():
        facts = {"version": version.id, "repairs": [], "columns": columns, "by": by, "log": log, "today": "2026-01-01"}
        began, worked = time.perf_counter(), time.process_time()
        MAKERS[kind](work, Question(kind, dataset_id, facts))
        print(f"{name:36}{time.perf_counter() - began:8.1f}{time.process_time() - worked:8.1f}", flush=True)


def _batches(some: Table, rows: int) -> Iterator[pa.RecordBatch]:
    """The same people again and again, each with an id of its own."""
    table = pa.Table.from_batches(list(some.read(some.names)))
    for first in range(0, rows, BATCH):
        part = table.slice(first % table.num_rows, min(BATCH, rows - first))
        ids = np.char.add("C", np.arange(first, first + part.num_rows).astype("U8"))
        yield part.add_column(0, "customer_id", pa.array(ids)).combine_chunks().to_batches()[0]


def _tell(address: str, dataset_id: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        context = browser.new_context()
        context.add_cookies([{"name": "kindred", "value": TOKEN, "url": address}])
        _seen(context, f"{address}/datasets/{dataset_id}?tab=columns", ".k-table")  # the scripts are in the browser now
        print(f"{'':36}{'first':>8}{'again':>8}   seconds until it is on the screen", flush=True)
        for name, (query, sight) in VIEWS.items():
            first, again = (_seen(context, f"{address}/datasets/{dataset_id}?{query}", sight) for _ in range(2))
            print(f"{name:36}{first:8.1f}{again:8.1f}", flush=True)
        browser.close()


def _seen(context: BrowserContext, address: str, sight: str) -> float:
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(sight, timeout=120_000)
    took = time.perf_counter() - began
    page.close()
    return took


if __name__ == "__main__":
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 10_000_000)
