"""A sweep and what is said of it, from a recipe to the last number."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from core.clustering import CRITERIA, Limits, judge, run, sweep, tell
from core.errors import BadInput
from core.preparing import prepare, suggest
from core.recipe import Measure, Recipe
from core.samples import shopping_centre
from tests.core.clustering import clouds

RECIPE = Recipe((Measure("a"), Measure("b")))


def test_every_number_of_segments_is_there_with_its_centres() -> None:
    swept = sweep(clouds.make("shoppers", 1, 500, 2), RECIPE)
    assert list(swept.solutions) == list(range(1, 13))
    assert all(solution.centres.shape == (k, 2) for k, solution in swept.solutions.items())


def test_a_run_is_the_same_as_that_number_in_any_sweep() -> None:
    points = clouds.make("shoppers", 2, 700, 3)
    whole = sweep(points, RECIPE).solutions[6]
    narrow = sweep(points, RECIPE, (5, 6)).solutions[6]
    alone = run(points, RECIPE.with_segments(6))
    assert (whole.centres == narrow.centres).all()
    assert (whole.centres == alone.centres).all()
    assert (whole.labels == alone.labels).all()


def test_more_segments_than_different_customers_are_refused_with_the_number() -> None:
    points = np.repeat(np.arange(7.0), 30)[:, None]
    with pytest.raises(BadInput) as caught:
        sweep(points, RECIPE, (2, 8))
    assert caught.value.sentence == "There are only 7 different customers, so at most 7 segments are possible."
    assert list(sweep(points, RECIPE).solutions) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("ks", [(0, 1), (51,), (), (2.5,), "1-12"])
def test_a_range_out_of_bounds_is_refused(ks: Sequence[int]) -> None:
    with pytest.raises(BadInput, match="between 1 and 50"):
        sweep(clouds.make("blobs", 1, 100, 2), RECIPE, ks)


def test_a_run_without_a_number_is_refused() -> None:
    with pytest.raises(BadInput, match="Choose between 2 and 50 segments"):
        run(clouds.make("blobs", 1, 100, 2), RECIPE)


def test_fifty_segments_are_possible() -> None:
    swept = sweep(clouds.make("strewn", 1, 500, 2), RECIPE, (50,))
    assert swept.solutions[50].sizes.min() > 0


def test_a_criterion_that_there_is_not_is_refused() -> None:
    points = clouds.make("blobs", 1, 100, 2)
    with pytest.raises(BadInput, match="There is no criterion 'elbow'"):
        judge(points, sweep(points, RECIPE, (2, 3)), ("elbow",))


def test_only_what_was_asked_for_is_computed_and_told() -> None:
    table = pd.DataFrame(clouds.make("blobs", 1, 200, 2), columns=["a", "b"])
    preparation, points = prepare(table, RECIPE)
    swept = sweep(points.values, RECIPE, (1, 2, 3))
    told = tell(swept, judge(points.values, swept, ("inertia", "silhouette")), preparation, 0.5)
    assert [sorted(one) for one in told["sweep"]] == [["centres", "inertia", "k", "silhouette", "sizes"]] * 3
    assert told["sweep"][0]["silhouette"] is None


def test_the_answer_is_json_with_everything_in_it() -> None:
    chance = np.random.default_rng(1)
    table = pd.DataFrame({"spend": np.exp(chance.normal(3, 1, 300)), "age": chance.normal(40, 9, 300)})
    recipe = suggest(table).recipe
    preparation, points = prepare(table, recipe)
    swept = sweep(points.values, recipe, (1, 2, 3))
    told = json.loads(json.dumps(tell(swept, judge(points.values, swept, resamples=2), preparation, 0.25)))
    assert told["seconds"] == 0.25
    assert Recipe.from_dict(told["recipe"]) == recipe
    assert told["verdict"]
    for k, one in enumerate(told["sweep"], 1):
        assert set(CRITERIA) <= set(one)
        assert one["sizes"] == sorted(one["sizes"], reverse=True)
        assert len(one["centres"]) == k
    # one segment lies at the mean of the logarithms, in euros again
    middle = np.expm1(np.log1p(table["spend"]).mean())
    assert told["sweep"][0]["centres"][0] == pytest.approx({"spend": middle, "age": table["age"].mean()}, rel=1e-5)


def test_new_customers_join_the_segment_that_a_calculation_by_hand_gives() -> None:
    chance = np.random.default_rng(2)
    table = pd.DataFrame({"spend": np.exp(chance.normal(3, 1, 300)), "age": chance.normal(40, 9, 300)})
    recipe = Recipe((Measure("spend", transform="log1p"), Measure("age", scaling="min-max", weight=2)), segments=4)
    preparation, points = prepare(table, recipe)
    solution = run(points.values, recipe)
    new = pd.DataFrame({"spend": [5.0, 400.0, np.nan], "age": [20.0, 61.0, 38.0]})
    logs = np.log1p(table["spend"].to_numpy())
    filled = new["spend"].fillna(table["spend"].median())
    by_hand = np.column_stack(
        [
            (np.log1p(filled) - logs.mean()) / logs.std(),
            2 * (new["age"] - table["age"].min()) / (table["age"].max() - table["age"].min()),
        ]
    )
    nearest = ((by_hand[:, None] - solution.centres[None]) ** 2).sum(axis=2).argmin(axis=1)
    assert solution.model.assign(preparation.apply(new).values).tolist() == nearest.tolist()


def test_groups_get_a_number_and_a_cloud_gets_none() -> None:
    groups = clouds.make("blobs", 3, 600, 3)
    assert judge(groups, sweep(groups, RECIPE), resamples=3).verdict.suggested == 10
    cloud = clouds.make("one bell", 3, 600, 3)
    verdict = judge(cloud, sweep(cloud, RECIPE), resamples=3).verdict
    assert verdict.suggested is None
    assert "No clear structure" in verdict.sentence


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_five_overlapping_groups_of_the_shopping_centre_are_found(seed: int) -> None:
    table = shopping_centre(seed=seed).table
    recipe = suggest(table, names=("income", "spending_score")).recipe
    points = prepare(table, recipe)[1].values
    assert judge(points, sweep(points, recipe), resamples=3).verdict.suggested == 5


def test_the_page_about_the_sweep_quotes_the_verdict_of_its_picture() -> None:
    table = shopping_centre(seed=1).table
    recipe = suggest(table, names=("income", "spending_score")).recipe
    points = prepare(table, recipe)[1].values
    page = (Path(__file__).parents[3] / "docs" / "sweep.md").read_text()
    quoted = " ".join(line[2:] for line in page.splitlines() if line.startswith("> "))
    assert quoted == judge(points, sweep(points, recipe)).verdict.sentence


def test_the_limits_reach_the_verdict() -> None:
    groups = clouds.make("blobs", 3, 600, 3)
    judged = judge(groups, sweep(groups, RECIPE), ("silhouette",), limits=Limits(most_segments=4))
    assert judged.verdict.suggested is not None
    assert judged.verdict.suggested <= 4


def test_progress_of_a_judgement_only_grows_and_can_stop_it() -> None:
    points = clouds.make("shoppers", 3, 300, 2)
    swept = sweep(points, RECIPE, (1, 2, 3))
    seen: list[tuple[float, str]] = []
    judge(points, swept, resamples=2, progress=lambda share, sentence: seen.append((share, sentence)))
    assert [share for share, _ in seen] == sorted(share for share, _ in seen)
    assert seen[-1] == (0.75, "Dividing resample 2 of 2")

    def stop(_share: float, _sentence: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge(points, swept, progress=stop)
