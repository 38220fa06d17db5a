"""Numbers at a glance, against figures that can be told by looking."""

import pyarrow as pa

from core.exploring import Table
from core.measuring import Summary, summaries


def test_least_median_mean_most_and_the_share_of_zeros() -> None:
    columns = {"a": [0.0, 1.0, 2.0, 9.0, None], "b": [1, 1, 1, 1, 1], "c": pa.array([None] * 5, pa.float64())}
    columns |= {f"more {place}": [place] * 5 for place in range(3)}
    found = summaries(Table.of(pa.table(columns), {}), list(columns))
    # a: the median of 0 1 2 9 lies between 1 and 2; the mean is 12 / 4; one of the four is zero
    assert found[:3] == (
        Summary("a", 1, 0, 1.5, 3, 9, 0.25),
        Summary("b", 0, 1, 1, 1, 1, 0),
        Summary("c", 5, None, None, None, None, None),
    )
    assert [(one.name, one.mean) for one in found[3:]] == [("more 0", 0), ("more 1", 1), ("more 2", 2)]
