"""Bars and densities: every row in its place, areas of one, whole numbers in bars of their own."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gaussian_kde

from core.errors import BadInput
from core.exploring import Table
from core.exploring.pictures import distribution


def table(values: list[float | None], by: list[str | None] | None = None) -> Table:
    columns = {"x": pa.array(values, pa.float64())} | ({"by": by} if by is not None else {})
    return Table.of(pa.table(columns), {})


rows = st.lists(
    st.tuples(st.one_of(st.none(), st.floats(-1e9, 1e9), st.integers(-50, 50)), st.sampled_from(["a", "b", "", None])),
    min_size=1,
)


@settings(max_examples=40, deadline=None)
@given(rows, st.booleans())
def test_every_row_is_counted_once_for_its_group(rows: list[tuple[float | None, str | None]], log: bool) -> None:
    values, by = [None if x is None else float(x) for x, _ in rows], [group for _, group in rows]
    if not any(x is not None and (x > 0 or not log) for x in values):
        with pytest.raises(BadInput, match="no values to draw"):
            distribution(table(values, by), "x", "by", log=log)
        return
    found = distribution(table(values, by), "x", "by", log=log)
    for curve in found.curves:
        inside = [x for x, group in rows if (group or "Missing") == curve.name]
        assert curve.missing == sum(x is None for x in inside)
        assert curve.inside + curve.outside + curve.missing == len(inside)
        assert curve.counts.sum() == curve.inside
        assert len(curve.counts) == len(found.edges) - 1


def test_a_small_table_has_all_its_values_inside() -> None:
    curve = distribution(table([1.5, 2.5, 99.25, 4.0]), "x").curves[0]
    assert (curve.inside, curve.outside) == (4, 0)


def test_whole_numbers_get_a_bar_each() -> None:
    found = distribution(table([0, 0, 1, 3, 3, 3]), "x")
    assert found.edges.tolist() == [-0.5, 0.5, 1.5, 2.5, 3.5]
    assert found.curves[0].counts.tolist() == [2, 1, 0, 3]


def test_wide_whole_numbers_share_bars_of_the_same_width() -> None:
    found = distribution(table([float(x) for x in range(1000)]), "x")
    assert len(set(np.diff(found.edges).tolist())) == 1
    assert set(found.curves[0].counts[:-1].tolist()) == {int(found.edges[1] - found.edges[0])}


def test_the_density_is_that_of_a_kernel_estimate_and_has_an_area_of_one() -> None:
    values = np.random.default_rng(0).normal(50, 10, 2000)
    found = distribution(table(values.tolist()), "x")
    density = found.curves[0].density
    assert density.sum() * (found.points[1] - found.points[0]) == pytest.approx(1.0)
    expected = gaussian_kde(values, bw_method=lambda kde: 0.9 * kde.n**-0.2)(found.points)
    middle = (found.points > 30) & (found.points < 70)
    assert np.abs(density - expected)[middle].max() < 0.02 * expected.max()


def test_no_density_is_drawn_below_the_smallest_value() -> None:
    values = np.random.default_rng(0).exponential(10, 5000)
    found = distribution(table(values.tolist()), "x")
    assert found.points[0] >= values.min()
    # Reflected at its end, the density of an exponential begins near its peak of 1/10.
    assert found.curves[0].density[0] == pytest.approx(0.1, rel=0.15)


def test_on_a_log_scale_edges_are_in_the_units_of_the_column() -> None:
    found = distribution(table([1.0, 10.0, 100.5, 0.0, -5.0, None]), "x", log=True)
    assert found.edges[[0, -1]].tolist() == pytest.approx([1.0, 100.5])
    assert (found.curves[0].inside, found.curves[0].outside, found.curves[0].missing) == (3, 2, 1)


def test_the_largest_groups_stand_alone_and_the_rest_together() -> None:
    by = [f"g{place}" for place in range(12) for _ in range(20 - place)]
    found = distribution(table([1.0] * len(by), by), "x", "by")
    assert [curve.name for curve in found.curves] == [*(f"g{place}" for place in range(8)), "4 others"]
    assert found.curves[-1].inside == 12 + 11 + 10 + 9


def test_an_id_cannot_split_a_picture() -> None:
    with pytest.raises(BadInput, match="more than 200 different values"):
        distribution(table([1.0] * 300, [str(place) for place in range(300)]), "x", "by")


def test_a_split_by_numbers_works_in_whole_numbers() -> None:
    columns = pa.table({"x": [1.0, 2.0, 3.0], "channel": [1.0, 2.0, 1.0]})
    assert [curve.name for curve in distribution(Table.of(columns, {}), "x", "channel").curves] == ["1", "2"]
