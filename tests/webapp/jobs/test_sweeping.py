"""What the jobs of the studio leave behind: small enough to be read at every turn of the slider."""

import json

import numpy as np
import pyarrow as pa

from core.clustering import DEFAULT_RANGE, judge, sweep
from core.exploring import Table
from core.preparing import prepare
from core.recipe import Measure, Recipe
from webapp.jobs import swept
from webapp.jobs.sweeping import AT_ONCE, LOOKED_AT, _looked_at
from webapp.store.arrays import packed

SIZE = 30_000


def customers() -> Table:
    chance = np.random.default_rng(0)
    group = chance.integers(0, 4, SIZE)
    columns = {f"m{place}": chance.normal(3 * (group == place), 1.0) for place in range(4)}
    ids = pa.array([f"C{number}" for number in range(SIZE)])
    return Table.of(pa.table({"id": ids, **columns}), {"id": "customer"} | dict.fromkeys(columns, "number"))


def test_a_sweep_keeps_a_sample_of_many_customers_and_exact_sizes() -> None:
    table, names = customers(), ["m0", "m1", "m2", "m3"]
    recipe = Recipe(tuple(Measure(name) for name in names))
    met = pa.Table.from_batches(table.read(names))
    preparation, points = prepare(met, recipe)
    found = sweep(points.values, recipe)
    told = {"measuring": None, "columns": [{"name": name, "kind": "number", "unit": "number"} for name in names]}
    made = swept.kept(told, table, met, preparation, points, found, judge(points.values, found, AT_ONCE))
    facts = made.facts["solutions"]
    assert [solution["k"] for solution in facts] == list(DEFAULT_RANGE)
    assert all(sum(solution["sizes"]) == SIZE for solution in facts)
    assert made.arrays["labels"].shape == (12, len(made.arrays["ids"]))
    assert made.facts["even"] == 10_000
    # Labels of the sample are those of the same customers in the whole.
    rows = np.array([int(each[1:]) for each in made.arrays["ids"]])
    assert (made.arrays["labels"][4] == found.solutions[5].labels[rows]).all()
    # Read at every turn of the slider, so it must stay small: about half a megabyte, and facts of a few ten kilobytes.
    assert len(packed(made.arrays)) < 700_000
    assert len(json.dumps(made.facts)) < 100_000


def test_suggestions_are_made_from_enough_customers_and_from_the_farthest() -> None:
    values = np.zeros(3 * LOOKED_AT)
    values[7] = -5.0  # in no third row
    table = Table.of(pa.table({"balance": values}), {"balance": "number"})
    looked = _looked_at(table, ["balance"])
    assert LOOKED_AT <= looked.num_rows <= LOOKED_AT + 20
    assert min(looked.column("balance").to_pylist()) == -5.0


def test_of_few_customers_all_are_looked_at() -> None:
    table = Table.of(pa.table({"age": [1.0, 2.0]}), {"age": "number"})
    assert _looked_at(table, ["age"]).num_rows == 2
    assert _looked_at(table, []).num_rows == 0
