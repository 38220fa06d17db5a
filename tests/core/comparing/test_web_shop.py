"""Two versions of a shop compared from end to end, and held against what was planted in it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from core.clustering import NOBODY, Solution, run
from core.comparing import (
    ABSENT,
    PARTS,
    Centres,
    Grounds,
    Joined,
    Matching,
    Membership,
    Movement,
    centres_in_common,
    explain,
    find_likeness,
    headline,
    join,
    large_moves,
    match,
    overlap,
    tell,
    trace,
)
from core.exploring.table import Table
from core.measuring import Measuring, measured
from core.preparing import Points, Preparation, prepare
from core.recipe import Measure, Recipe
from core.samples import WebShop, web_shop

ROLES = {
    "customer_id": "customer", "order_id": "order", "order_date": "date", "product_id": "product", "quantity": "quantity",
    "returned_quantity": "returned quantity", "amount": "amount", "discount": "discount", "currency": "currency",
}  # fmt: skip
RECIPE = Recipe(
    (*(Measure(name, transform="log1p") for name in ("recency", "orders", "money")), Measure("discount")), segments=5
)


@dataclass(frozen=True)
class Made:
    table: pa.Table
    preparation: Preparation
    points: Points
    solution: Solution

    @property
    def membership(self) -> Membership:
        money = self.table["money"].to_numpy()
        return Membership(self.table.column(0), self.solution.labels, self.solution.k, money)

    @property
    def columns(self) -> dict[str, np.ndarray]:
        return {measure.name: self.table[measure.name].to_numpy().astype(float) for measure in RECIPE.measures}


@dataclass(frozen=True)
class Compared:
    shop: WebShop
    old: Made
    new: Made
    joined: Joined
    centres: Centres
    matching: Matching
    moved: Movement


@pytest.fixture(scope="module")
def compared() -> Compared:
    """April against July."""
    shop = web_shop(1, customers=2_500)
    old, new = made(shop.orders), made(pd.concat([shop.orders, *shop.later.values()]))
    joined = join(old.membership, new.membership)
    centres = centres_in_common(old.preparation, old.solution.centres, new.preparation, new.solution.centres)
    assert centres is not None
    matching = match(find_likeness(joined, centres))
    scored = old.solution.model.assign(old.preparation.apply(new.table).values)
    return Compared(shop, old, new, joined, centres, matching, trace(joined, scored, matching))


def made(lines: pd.DataFrame) -> Made:
    table = Table.of(pa.Table.from_pandas(lines, preserve_index=False), ROLES, "orders")
    with measured(table, Measuring()) as found:
        measures = found.table()
    preparation, points = prepare(measures, RECIPE)
    assert points.size == len(measures)
    return Made(measures, preparation, points, run(points.values, RECIPE))


def test_everybody_of_both_versions_is_in_the_table_and_in_one_part(compared: Compared) -> None:
    everyone = len(compared.new.table)  # nobody leaves a shop whose orders are all kept
    assert overlap(compared.joined).customers.sum() == everyone
    assert sum(compared.moved.totals.values()) == everyone
    assert compared.joined.gone == 0
    assert compared.joined.came == everyone - len(compared.old.table)
    for move in compared.moved.moves:
        assert sum(getattr(move, part) for part in PARTS) == move.customers


def test_who_turned_in_truth_is_found_among_those_who_behaved_differently(compared: Compared) -> None:
    truth = compared.shop.truth.reindex(compared.moved.ids.to_pylist())
    turned = (truth["2019-04"].astype(str) != truth["2019-07"].astype(str)).to_numpy()
    shares = {
        part: turned[compared.moved.part == PARTS.index(part)].mean() for part in ("stayed", "behaviour", "border")
    }
    assert shares["behaviour"] > 2 * shares["stayed"]
    assert shares["behaviour"] > 2 * shares["border"]


def test_the_same_version_scored_with_its_own_model_moves_nobody(compared: Compared) -> None:
    old = compared.old
    joined = join(old.membership, old.membership)
    scored = old.solution.model.assign(old.preparation.apply(old.table).values)
    moved = trace(joined, scored, match(find_likeness(joined)))
    assert moved.totals == {**dict.fromkeys(PARTS, 0), "stayed": joined.everyone}


def test_centres_match_like_customers_where_those_are_in_both(compared: Compared) -> None:
    joined = compared.joined
    here, gone = np.full(joined.everyone, ABSENT, np.uint8), joined.old != ABSENT
    strangers = Joined(
        joined.ids, joined.old, np.where(gone, here, joined.new), joined.old_rows, joined.new_rows, joined.old_segments,
        joined.new_segments, None, None, 0,
    )  # fmt: skip
    by_centres = match(find_likeness(strangers, compared.centres))
    assert by_centres.by == "centres"
    assert by_centres.places == compared.matching.places


def test_every_large_flow_has_a_cause_that_points_the_right_way(compared: Compared) -> None:
    old, new, moved = compared.old, compared.new, compared.moved
    names = {segment: f"Segment {segment}" for segment in range(old.solution.k)}
    known = explain(
        compared.joined, moved, large_moves(moved, least=25),
        Grounds(old.preparation, compared.centres, old.columns, new.columns),
    )  # fmt: skip
    assert len(known) >= 4
    recent = overlap(compared.joined)
    assert recent.rows[-1] == ABSENT and NOBODY not in recent.rows
    for one in known:
        sentence = tell(moved, one, names)
        assert f"{one.move.behaviour or one.move.border:,}" in sentence
        if one.move.behaviour >= 25:
            assert one.reason is not None
            assert one.reason.before != one.reason.after
    assert headline(moved, names).count(".") >= 2
