"""Small tables with known answers, and any table at all."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.explaining import Customers, Profiles, profiles

Array = NDArray[Any]


def of_columns(labels: list[int], **columns: Any) -> tuple[Customers, Array]:
    """Names are written with underscores; numbers as lists."""
    table = {name.replace("_", " "): np.array(values) for name, values in columns.items()}
    return Customers.of(table), np.array(labels, np.uint8)


def profiled(labels: list[int], **columns: Any) -> Profiles:
    customers, own = of_columns(labels, **columns)
    return profiles(customers, own, max(one for one in labels if one != 255) + 1)


@st.composite
def divided(draw: st.DrawFn) -> tuple[Customers, Array, int]:
    """Up to 60 customers with two to five measures, some of them missing, in two to five segments; nobody's are among them."""
    size = draw(st.integers(2, 60))
    segments = draw(st.integers(2, 5))
    names = draw(st.permutations(["income", "recency", "orders", "money", "return rate", "spending score", "Fresh"]))
    number = st.one_of(st.floats(-1e6, 1e6), st.integers(0, 5).map(float), st.just(float("nan")))
    column = st.lists(number, min_size=size, max_size=size)
    table = {name: np.array(draw(column)) for name in names[: draw(st.integers(2, 5))]}
    genders = draw(st.lists(st.sampled_from(["f", "m", ""]), min_size=size - 1, max_size=size - 1))
    table["gender"] = np.array(["f", *genders])
    label = st.one_of(st.integers(0, segments - 1), st.just(255))
    labels = draw(st.lists(label, min_size=size, max_size=size))
    return Customers.of(table), np.array(labels, np.uint8), segments
