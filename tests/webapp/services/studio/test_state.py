"""What somebody chose, to and from an address: short, the same for everybody, and never believed."""

import base64
import zlib
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.recipe import Measure, Recipe
from webapp.services.studio.state import LONGEST, UNPACKED, State, of_recipe, read, read_parts

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\n"), min_size=1, max_size=30)
SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "gaps": st.sampled_from(["mean", "drop", 0.0, 12.5, -3.25]),
        "outliers": st.sampled_from(["iqr", "drop", (0.01, 0.99), (0.001, 0.999)]),
        "transform": st.sampled_from(["none", "log1p", "sqrt", "yeo-johnson"]),
        "scaling": st.sampled_from(["none", "min-max", "robust"]),
        "weight": st.sampled_from([0.5, 2.0, 12.25]),
    },
)
STATES = st.builds(
    State,
    version=st.none() | st.integers(1, 10**6),
    measures=st.none() | st.lists(NAMES, min_size=1, max_size=8, unique=True).map(tuple),
    prepared=st.dictionaries(NAMES, SETTINGS.filter(bool), max_size=4),
    method=st.sampled_from(["k-means", "ward", "hdbscan"]),
    seed=st.integers(0, 2**32 - 1),
    segments=st.none() | st.integers(1, 50),
    view=st.sampled_from(["map", "space", "pairs", "tree"]),
    x=st.just("") | NAMES,
    y=st.just("") | NAMES,
    z=st.just("") | NAMES,
    most=st.none() | st.integers(2, 50),
    least=st.none() | st.integers(1, 10**6),
)


@given(STATES)
def test_an_address_opens_what_it_was_made_from(state: State) -> None:
    assert read(state.address()) == (state, [])


@given(STATES)
def test_a_page_keeps_the_same_in_two_parts(state: State) -> None:
    assert read_parts(state.asked().address(), state.looked_at()) == (state, [])


@given(STATES)
def test_what_is_only_looked_at_asks_for_no_other_sweep(state: State) -> None:
    elsewhere = state.with_(segments=7, view="map", x="a", y="b", z="c", most=9, least=3)
    assert elsewhere.asked() == state.asked()


def test_nothing_stands_in_the_address_that_is_as_suggested() -> None:
    assert State().address() == ""
    assert State(measures=("income", "score"), segments=5).address() == "k=5&m=income~score"


def test_a_long_address_is_packed_and_still_opens() -> None:
    state = State(measures=tuple(f"a measure with a long name, number {number}" for number in range(60)))
    address = state.address()
    assert len(address) < LONGEST
    assert read(address) == (state, [])
    assert read(f"{address}&k=4")[0] == state.with_(segments=4)


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("k=0", "The number of segments must be a whole number from 1 to 50."),
        ("k=five", "The number of segments must be a whole number from 1 to 50."),
        ("k=²", "The number of segments must be a whole number from 1 to 50."),
        ("by=magic", "There is no method 'magic'. Choose from: k-means, minibatch, ward, gaussian, hdbscan."),
        ("view=hologram", "There is no picture 'hologram'. Choose from: map, space, pairs, tree."),
        ("p=income~q.1", "The address holds a setting of 'income' that there is not: 'q.1'."),
        ("p=income~w.heavy", "'income' is prepared with 'heavy', where a number belongs."),
        ("p=income~w.nan", "The weight of 'income' must lie between 0 and 100."),
        ("p=income~o.0.9_0.1", "Outliers of 'income' must be one of: keep, iqr, drop; or two quantiles to clip to, such as [0.01, 0.99]."),
        ("z=notpacked", "The address is not complete: copy the whole link again."),
        ("z=%C3%A9", "The address is not complete: copy the whole link again."),
    ],
)  # fmt: skip
def test_what_an_address_cannot_mean_is_said_and_left_out(address: str, sentence: str) -> None:
    state, problems = read(f"m=income~score&{address}")
    assert problems == [sentence]
    assert state == State(measures=("income", "score"))


def test_a_packed_address_that_unpacks_without_end_is_refused() -> None:

    packed = base64.urlsafe_b64encode(zlib.compress(b"m=" + b"a" * (10 * UNPACKED))).decode().rstrip("=")
    assert read(urlencode({"z": packed})) == (State(), ["The address is not complete: copy the whole link again."])


@given(st.text(max_size=200))
def test_any_text_is_an_address_that_can_be_read(text: str) -> None:
    state, problems = read(text)
    assert isinstance(state, State)
    assert all(sentence.endswith(".") for sentence in problems)


def test_a_recipe_that_was_used_before_opens_whatever_is_suggested_by_now() -> None:
    recipe = Recipe(
        (Measure("income", transform="sqrt", outliers=(0.01, 0.99)), Measure("gender", kind="category", gaps="own")),
        method="ward", segments=4, seed=9,
    )  # fmt: skip
    state, problems = read(of_recipe(recipe, version=3).address())
    assert problems == []
    assert (state.version, state.measures, state.method, state.segments, state.seed) == (3, ("income", "gender"), "ward", 4, 9)  # fmt: skip
    assert state.prepared["income"]["transform"] == "sqrt"
    assert state.prepared["gender"] == {"gaps": "own", "weight": 1.0}
