"""Criteria beside a base: deltas, which way is better, and what cannot be compared."""

import pytest

from core.comparing import Criterion, Judged, compare_criteria
from core.errors import BadInput


def by_name(*runs: Judged, base: int = 0) -> dict[str, Criterion]:
    return {criterion.name: criterion for criterion in compare_criteria(runs, base)}


def test_higher_is_better_for_the_silhouette_and_lower_for_davies_bouldin() -> None:
    found = by_name(
        Judged(5, "a", {"silhouette": 0.5, "davies_bouldin": 1.0}),
        Judged(4, "b", {"silhouette": 0.75, "davies_bouldin": 1.5}),
        Judged(4, "b", {"silhouette": 0.25, "davies_bouldin": 0.5}),
    )
    assert found["silhouette"].deltas == (None, 0.25, -0.25)
    assert found["silhouette"].verdicts == (None, "better", "worse")
    assert found["davies_bouldin"].verdicts == (None, "worse", "better")
    assert found["davies_bouldin"].why_not == ""


def test_any_run_may_be_the_base() -> None:
    found = by_name(Judged(5, "a", {"stability": 0.5}), Judged(5, "a", {"stability": 0.75}), base=1)
    assert found["stability"].deltas == (-0.25, None)
    assert found["stability"].verdicts == ("worse", None)


def test_inertia_is_compared_only_on_the_same_points_with_as_many_segments() -> None:
    figures = {"inertia": 100.0, "calinski_harabasz": 7.0}
    found = by_name(
        Judged(5, "a", figures), Judged(5, "a", {"inertia": 90.0, "calinski_harabasz": 7.0}), Judged(6, "a", figures),
        Judged(5, "b", figures),
    )  # fmt: skip
    assert found["inertia"].deltas == (None, -10, None, None)
    assert found["inertia"].verdicts == (None, "better", None, None)
    assert "the same number of segments" in found["inertia"].why_not
    assert found["calinski_harabasz"].deltas == (None, 0, 0, None)
    assert found["calinski_harabasz"].verdicts == (None, "equal", "equal", None)
    assert "only runs on the same points" in found["calinski_harabasz"].why_not


def test_differences_within_the_stated_errors_are_equal() -> None:
    found = by_name(
        Judged(5, "a", {"silhouette": 0.5, "silhouette_error": 0.125}),
        Judged(5, "a", {"silhouette": 0.75, "silhouette_error": 0.125}),
        Judged(5, "a", {"silhouette": 0.75}),
    )
    assert found["silhouette"].verdicts == (None, "equal", "better")


def test_sizes_are_neither_better_nor_worse() -> None:
    found = by_name(Judged(5, "a", {"smallest": 100}), Judged(5, "a", {"smallest": 60}))
    assert (found["smallest"].deltas, found["smallest"].verdicts) == ((None, -40), (None, None))


def test_a_missing_figure_has_no_delta_and_a_criterion_that_no_run_knows_no_row() -> None:
    found = by_name(
        Judged(5, "a", {"silhouette": 0.5, "gap": None}),
        Judged(5, "a", {"silhouette": float("nan")}),
        Judged(5, "a", {}),
    )
    assert list(found) == ["silhouette"]
    assert found["silhouette"].values == (0.5, None, None)
    assert found["silhouette"].deltas == (None, None, None)


def test_the_base_must_be_one_of_the_runs() -> None:
    with pytest.raises(BadInput, match="base"):
        compare_criteria([Judged(5, "a", {})], 1)
