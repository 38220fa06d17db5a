"""How long a person waits in the studio: from a press to the new picture, and from the slider to its answer.

    python -m benchmarks.studio [rounds] [customers ...]

A real browser in front of the real server and its worker, as `./kindred run` starts them, with eight measures in lognormal
groups. Beside the times stand the bytes of the answers that bring the pictures, as they are and on the wire.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pyarrow as pa
from playwright.sync_api import Page, Response, sync_playwright

from benchmarks.bringing import _free_port
from webapp.clock import now
from webapp.records import Found, TeamSettings
from webapp.rights import Role
from webapp.services import tokens
from webapp.settings import ROOT, Settings
from webapp.store import datasets, instance, migrate, opening, people, sessions, stored_tables, teams
from webapp.store.engine import writing

SIZES = (2_000, 25_000, 200_000, 1_000_000)
MEASURES = 8
GROUPS = 6
GOALS = {"press": 1.5, "turn": 0.15, "bytes": 150_000}
WAIT_MS = 180_000

# In the page: presses, and waits frame by frame until the map is another one.
UNTIL_NEW = """
async ([selector, value]) => {
  const map = () => document.querySelector("#studio-map-figure .js-plotly-plot");
  const before = map().data;
  const part = document.querySelector(selector);
  const began = performance.now();
  if (value === null) part.click();
  else {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(part, value);
    part.dispatchEvent(new Event("input", { bubbles: true }));
    part.dispatchEvent(new Event("change", { bubbles: true }));
  }
  const drawn = () => map() && map().data && map().data !== before && !document.querySelector(".k-studio .k-waits");
  while (!drawn()) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return (performance.now() - began) / 1000;
}
"""


@dataclass
class Sizes:
    """Of the answers to callbacks: bytes as they are, and on the wire."""

    plain: list[int] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def note(self, response: Response) -> None:
        if "_dash-update-component" in response.url and response.status == 200:
            self.plain.append(len(response.body()))
            self.sent.append(int(response.headers.get("content-length", self.plain[-1])))

    def clear(self) -> None:
        self.plain.clear()
        self.sent.clear()


def customers(count: int) -> pa.Table:
    chance = np.random.default_rng(1)
    group = chance.choice(GROUPS, count, p=np.arange(GROUPS, 0, -1) / sum(range(GROUPS + 1)))
    middles = chance.normal(0, 2.2, (GROUPS, MEASURES))
    values = np.exp((middles[group] + chance.normal(size=(count, MEASURES))) / 2)
    columns = {f"measure {place}": values[:, place] for place in range(MEASURES)}
    return pa.table({"customer": [f"C{number:07d}" for number in range(count)], **columns})


def keep(team_id: int, table: pa.Table) -> int:
    """A dataset as an upload would have left it."""
    with writing():
        table_id = stored_tables.begin(team_id, "Customers", table.schema, None)
    for _ in stored_tables.append(table_id, table.to_batches()):
        pass
    roles = ["customer", *["number"] * MEASURES]
    types = ["text", *["number"] * MEASURES]
    columns = [
        {"name": name, "type": type_, "role": role}
        for name, type_, role in zip(table.column_names, types, roles, strict=True)
    ]
    with writing():
        dataset_id = datasets.add(team_id, f"{table.num_rows:,} customers", "customers")
        datasets.add_version(dataset_id, table_id, "customers.csv", None, Found(columns))
    return dataset_id


def prepared(settings: Settings, sizes: list[int]) -> tuple[str, dict[int, int]]:
    """A token of somebody signed in, and the dataset of each size."""
    with opening.opened(settings):
        migrate.upgrade(instance.current(), now())
        token = tokens.fresh()
        with writing():
            team = teams.add("Benchmark", TeamSettings())
            person = people.add("A person", "person@example.org", "UTC", None)
            teams.add_member(team.id, person.id, Role.EDITOR)
            expires = now() + timedelta(days=1)
            sessions.add(tokens.digest(token), person.id, team.id, "A benchmark", "127.0.0.1", expires)
        return token, {size: keep(team.id, customers(size)) for size in sizes}


@contextmanager
def running(settings: Settings) -> Iterator[str]:
    words = ["run", "--instance", str(settings.instance), "--port", str(settings.port)]
    program = subprocess.Popen([sys.executable, "-m", "webapp.cli", *words], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert program.stdout is not None
        program.stdout.readline()
        yield f"http://127.0.0.1:{settings.port}"
    finally:
        program.terminate()
        program.wait()


def waited(page: Page, address: str, rounds: int) -> None:
    """One size: opening it, then presses, then turns of the slider, each followed by what it brought."""
    sizes = Sizes()
    page.on("response", sizes.note)
    page.goto(address)
    page.wait_for_selector("#studio-map-figure .scatterlayer", timeout=WAIT_MS)
    told("opened", sizes, [])
    presses = []
    for place in range(rounds):
        sizes.clear()
        selector = f'.k-measures input[id*="measure {place}"][type="checkbox"]'
        presses.append(page.evaluate(UNTIL_NEW, [selector, None]))
    told("press -> new picture", sizes, presses, GOALS["press"])
    page.wait_for_selector("#studio-verdict .bi-hourglass-split", state="detached", timeout=WAIT_MS)
    turns = []
    for k in [*range(3, 13)]:
        sizes.clear()
        turns.append(page.evaluate(UNTIL_NEW, ["input.k-slider", str(k)]))
        page.wait_for_timeout(250)
    told("slider -> answered", sizes, turns, GOALS["turn"])
    page.remove_listener("response", sizes.note)


def told(what: str, sizes: Sizes, seconds: list[float], goal: float = 0.0) -> None:
    largest = max(zip(sizes.plain, sizes.sent, strict=True), default=(0, 0))
    paid = f"largest answer {largest[0] / 1e3:,.0f} kB, {largest[1] / 1e3:,.0f} kB on the wire (goal: {GOALS['bytes'] / 1e3:.0f} kB)"
    if not seconds:
        print(f"  {what}: {paid}", flush=True)
        return
    times = f"median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s (goal: {goal:g} s)"
    print(f"  {what}: {times}; {paid}", flush=True)


def main(rounds: int, counts: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        settings = Settings.from_env({"KINDRED_INSTANCE": folder, "KINDRED_PORT": str(_free_port())})
        token, made = prepared(settings, counts)
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        with running(settings) as address:
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            context.add_cookies([{"name": "kindred", "value": token, "url": address}])
            for size, dataset_id in made.items():
                print(f"{size:,} customers, {MEASURES} measures", flush=True)
                waited(context.new_page(), f"{address}/datasets/{dataset_id}/studio?k=2", rounds)
        browser.close()
    print(
        f"load of the last minute: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; times count only where it is below that"
    )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 5, given[1:] or list(SIZES))
