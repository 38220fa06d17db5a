"""Pairs against numpy's own counting, correlations against pandas with gaps."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.exploring import Table
from core.exploring.pictures import correlations, pairs

CHANCE = np.random.default_rng(9)
GAPPY = pd.DataFrame({name: CHANCE.normal(1e6, 1, 400) for name in "abc"})
GAPPY["c"] += GAPPY["a"]
for name in GAPPY:
    GAPPY.loc[CHANCE.choice(400, 60, replace=False), name] = None
GAPPY["by"] = CHANCE.choice(["x", "y", None], 400)
TABLE = Table.of(pa.Table.from_pandas(GAPPY, preserve_index=False), {})


def test_cells_of_a_pair_agree_with_numpy() -> None:
    found = pairs(TABLE, ["a", "b", "c"], "by")
    assert [(pair.across, pair.up) for pair in found.pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    for pair in found.pairs:
        ends = [found.edges[found.columns.index(name)] for name in (pair.across, pair.up)]
        for place, group in enumerate(found.groups):
            here = GAPPY[GAPPY.by.isna() if group == "Missing" else GAPPY.by == group].dropna(
                subset=[pair.across, pair.up]
            )
            expected, _, _ = np.histogram2d(here[pair.across], here[pair.up], bins=ends)
            assert (pair.counts[place] == expected).all()


def test_each_column_alone_is_counted_whatever_the_others_lack() -> None:
    found = pairs(TABLE, ["a", "b"])
    assert found.alone.sum(axis=(1, 2)).tolist() == GAPPY[["a", "b"]].count().tolist()


def test_coded_text_and_plain_text_split_alike() -> None:
    coded = Table.of(
        pa.table({name: GAPPY[name] for name in "ab"} | {"by": pa.array(GAPPY.by).dictionary_encode()}), {}
    )
    one, other = pairs(TABLE, ["a", "b"], "by"), pairs(coded, ["a", "b"], "by")
    assert one.groups == other.groups
    assert (one.pairs[0].counts == other.pairs[0].counts).all()


@pytest.mark.parametrize("columns", [["a"], list("abcabca")])
def test_one_number_or_seven_make_no_pair_plot(columns: list[str]) -> None:
    with pytest.raises(BadInput, match="between 2 and 6"):
        pairs(TABLE, columns)


def test_a_constant_number_still_has_a_place() -> None:
    found = pairs(Table.of(pa.table({"a": [7.0, 7.0], "b": [1.0, 2.0]}), {}), ["a", "b"])
    assert found.pairs[0].counts.sum() == 2


def test_correlations_agree_with_pandas_in_spite_of_gaps_and_a_far_mean() -> None:
    found = correlations(TABLE, list("abc"))
    np.testing.assert_allclose(found.r, GAPPY[list("abc")].corr(), atol=1e-9)
    assert found.rows[0, 1] == GAPPY[["a", "b"]].dropna().shape[0]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.floats(-1e3, 1e3), st.floats(-1e3, 1e3)), min_size=3, max_size=30))
def test_correlations_lie_between_minus_one_and_one_or_are_unknown(rows: list[tuple[float, float]]) -> None:
    a, b = zip(*rows, strict=True)
    r = correlations(Table.of(pa.table({"a": a, "b": b}), {}), ["a", "b"]).r
    assert ((np.abs(r) <= 1) | np.isnan(r)).all()


def test_a_number_that_never_changes_goes_with_nothing() -> None:
    r = correlations(Table.of(pa.table({"a": [0.1] * 9, "b": [float(x) for x in range(9)]}), {}), ["a", "b"]).r
    assert np.isnan(r[0]).all() and r[1, 1] == 1.0
