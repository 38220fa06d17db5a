"""Matching by where centres lie, where too few customers are in both runs."""

import numpy as np
import pandas as pd
import pytest

from core.comparing import Centres, Joined, centres_in_common, find_likeness, join, match
from core.preparing import prepare
from core.recipe import Measure, Recipe
from tests.core.comparing.runs import run_of


def strangers(old: int, new: int) -> Joined:
    """Runs with so many segments and no customer in common."""
    apart = "-" * new
    return join(run_of("".join(map(str, range(old))) + apart), run_of("-" * old + "".join(map(str, range(new)))))


def on_a_line(old: list[float], new: list[float]) -> Centres:
    return Centres(("a",), np.array(old)[:, None], np.array(new)[:, None])


def test_centres_decide_where_too_few_customers_are_in_both() -> None:
    centres = on_a_line([0, 10], [11, 1])
    matching = match(find_likeness(strangers(2, 2), centres))
    assert matching.by == "centres"
    assert matching.reason == (
        "Matched by the centres of the segments, because only 0 of the 2 customers of the smaller run are in both; "
        "from 10 % on customers decide."
    )
    assert [(pair.old, pair.new, pair.distance) for pair in matching.pairs] == [(0, 1, 1), (1, 0, 1)]
    assert matching.places == (1, 0)


def test_from_a_tenth_of_the_smaller_run_on_customers_decide() -> None:
    centres = on_a_line([0, 10], [0, 10])
    # Ten customers and twenty; one in both is a tenth of the smaller run.
    one_in_both = join(run_of("0000011111" + "-" * 19), run_of("-" * 9 + "0" * 10 + "1" * 10))
    none = join(run_of("0000011111" + "-" * 20), run_of("-" * 10 + "0" * 10 + "1" * 10))
    assert match(find_likeness(one_in_both, centres)).by == "customers"
    assert match(find_likeness(none, centres)).by == "centres"


def test_a_segment_that_people_pass_through_continues_by_its_centre() -> None:
    # New customers of before (1) became regulars (0), and others are new now: nobody is in 1 twice.
    joined = join(run_of("000000 1111 ----"), run_of("000000 0000 1111"))
    by_customers = match(find_likeness(joined))
    assert [fate.state for fate in by_customers.old] == ["merged", "merged"]
    joined = join(run_of("0000000000 11 ----"), run_of("0000000000 00 1111"))
    assert [fate.state for fate in match(find_likeness(joined)).old] == ["continues", "retired"]
    near = match(find_likeness(joined, on_a_line([0, 10], [0, 11])))
    assert [fate.state for fate in (*near.old, *near.new)] == ["continues"] * 4
    assert near.by == "customers"
    assert near.reason.endswith("in both runs. 1 segment whose customers moved on by its centre.")
    far = match(find_likeness(joined, on_a_line([0, 10], [0, 16])))
    assert [fate.state for fate in far.new] == ["continues", "new"]


def test_without_measures_in_common_customers_decide_and_it_is_said() -> None:
    matching = match(find_likeness(strangers(2, 2)))
    assert matching.by == "customers"
    assert "share no measure" in matching.reason
    assert {fate.state for fate in matching.old} == {"retired"}


def test_a_centre_far_from_all_is_new_and_one_that_nothing_is_near_is_retired() -> None:
    # Old centres lie 10 apart, so their reach is 5.
    matching = match(find_likeness(strangers(2, 2), on_a_line([0, 10], [1, 100])))
    assert [fate.state for fate in matching.old] == ["continues", "retired"]
    assert [fate.state for fate in matching.new] == ["continues", "new"]


def test_two_centres_within_the_reach_of_one_are_a_split_and_the_other_way_round_a_merger() -> None:
    # Half of the way to the next centre is 5 for each of the four, and 1.5 for -2 and 1, 4.5 for 10, 5 for 20 and 30.
    whole, in_parts = [0.0, 10, 20, 30], [-2.0, 1, 10, 20, 30]
    split = match(find_likeness(strangers(4, 5), on_a_line(whole, in_parts)))
    assert [fate.state for fate in split.old] == ["split", *["continues"] * 3]
    assert [fate.state for fate in split.new] == ["split", "split", *["continues"] * 3]
    assert split.old[0].partner == 1
    merged = match(find_likeness(strangers(5, 4), on_a_line(in_parts, whole)))
    assert [fate.state for fate in merged.old] == ["merged", "merged", *["continues"] * 3]
    assert merged.new[0].partner == 1


def test_new_centres_go_through_the_scales_of_the_old_run() -> None:
    measures = (Measure("spend", transform="log1p", weight=2), Measure("age"))
    first = pd.DataFrame({"spend": np.expm1([1.0, 2, 3]), "age": [20.0, 30, 40], "region": list("aab")})
    later = pd.DataFrame({"spend": np.expm1([2.0, 4, 6]), "age": [30.0, 50, 70], "region": list("abb")})
    old, old_points = prepare(first, Recipe((*measures, Measure("region", kind="category", gaps="own"))))
    new, new_points = prepare(later, Recipe((Measure("age", scaling="min-max"), measures[0])))
    centres = centres_in_common(old, old_points.values, new, new_points.values)
    assert centres is not None
    assert centres.columns == ("spend", "age")
    # The third customer of before and the first of later: log spend 3 and 2, age 40 and 30. One step of the old scales is
    # sqrt(2/3), weighed twice for spend: sqrt(mean of (2 / sqrt(2/3))² and (10 / (10 sqrt(2/3)))²) = sqrt((6 + 1.5) / 2)
    assert centres.between[2, 0] == pytest.approx(np.sqrt(3.75))
    assert centres.between[1, 0] == pytest.approx(0)


def test_shares_of_a_category_count_where_both_runs_know_its_values() -> None:
    recipe = Recipe((Measure("region", kind="category", gaps="own", weight=2),))
    old, old_points = prepare(pd.DataFrame({"region": list("ab")}), recipe)
    new, new_points = prepare(pd.DataFrame({"region": list("bc")}), recipe)
    centres = centres_in_common(old, old_points.values, new, new_points.values)
    assert centres is not None
    assert centres.columns == ("region = b",)
    assert centres.between.tolist() == [[2, 0], [0, 2]]


def test_runs_without_a_column_in_common_have_no_common_centres() -> None:
    one, points = prepare(pd.DataFrame({"a": [1.0, 2]}), Recipe((Measure("a"),)))
    other, others = prepare(pd.DataFrame({"b": [1.0, 2]}), Recipe((Measure("b"),)))
    assert centres_in_common(one, points.values, other, others.values) is None


def test_the_same_centres_continue_each_other() -> None:
    places = [0.0, 3, 10, 11]
    matching = match(find_likeness(strangers(4, 4), on_a_line(places, places)))
    assert {fate.state for fate in (*matching.old, *matching.new)} == {"continues"}
    assert matching.places == (0, 1, 2, 3)
