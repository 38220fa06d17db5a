"""A state after a change: only what differs from the suggestion is written down, and nothing is believed."""

import numpy as np
import pytest

from core.errors import BadInput
from core.preparing.candidates import Candidate
from core.recipe import Measure
from webapp.services.studio import Changes, Choices, State, changed


def column(name: str, measure: Measure | None) -> Candidate:
    return Candidate(name, "number", measure, (), "" if measure else "It is always the same.", 0, 0, 0.0, ())


CHOICES = Choices(
    customers=100,
    rows=100,
    columns={
        "income": column("income", Measure("income", transform="log1p")),
        "score": column("score", Measure("score")),
        "age": column("age", Measure("age")),
        "same": column("same", None),
    },
    numbers=("income", "score", "age"),
    alike=np.array([[1.0, 0.95, 0.1], [0.95, 1.0, -0.7], [0.1, -0.7, 1.0]]),
    usual=("income", "age"),
)


def test_controls_as_they_were_drawn_change_nothing() -> None:
    same = Changes(
        {"income": True, "age": True, "score": False}, {("income", "transform"): "log1p", ("income", "weight"): 1}
    )
    assert changed(State(), CHOICES, same) == State()


def test_what_is_added_stands_behind_what_was_chosen() -> None:
    after = changed(State(), CHOICES, Changes({"score": True, "income": True, "age": False}))
    assert after.measures == ("income", "score")


def test_back_at_the_usual_measures_none_are_written_down() -> None:
    assert (
        changed(State(measures=("score",)), CHOICES, Changes({"income": True, "score": False, "age": True})).measures
        is None
    )


def test_only_settings_that_differ_are_kept() -> None:
    settings = {("income", "transform"): "none", ("income", "gaps"): "median", ("income", "outliers"): "0.01_0.99"}
    after = changed(State(), CHOICES, Changes(settings=settings))
    assert after.prepared == {"income": {"outliers": (0.01, 0.99), "transform": "none"}}
    back = changed(after, CHOICES, Changes(settings={("income", "transform"): "log1p", ("income", "outliers"): "keep"}))
    assert back.prepared == {}


def test_a_recipe_is_the_suggestion_with_the_changes() -> None:
    state = State(measures=("income", "score", "gone"), prepared={"score": {"weight": 2.0}}, method="ward", seed=4)
    recipe = CHOICES.recipe(state)
    assert recipe.measures == (Measure("income", transform="log1p"), Measure("score", weight=2.0))
    assert (recipe.method, recipe.seed) == ("ward", 4)
    assert CHOICES.lost(state) == ("gone",)


def test_without_measures_there_is_no_recipe() -> None:
    with pytest.raises(BadInput, match="Choose between 1 and 200 measures"):
        CHOICES.recipe(State(measures=("gone",)))


def test_the_likest_measure_is_told_whichever_way_it_goes() -> None:
    assert CHOICES.likest("score", State()) == ("income", 0.95)
    assert CHOICES.likest("score", State(measures=("age",))) == ("age", -0.7)
    assert CHOICES.likest("age", State(measures=("income", "age"))) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (Changes({"nobody": True}), "no measure 'nobody'"),
        (Changes(settings={("same", "weight"): 2}), "no measure 'same'"),
        (Changes(settings={("income", "repairs"): "x"}), "no measure 'income'"),
        (Changes(settings={("income", "transform"): None}), "Choose how 'income' is prepared"),
        (Changes(settings={("income", "weight"): None}), "weight of 'income' must be a number"),
        (Changes(settings={("income", "weight"): 0}), "must be above 0"),
        (Changes(settings={("income", "outliers"): "0.9_0.1"}), "two quantiles"),
        (Changes(method="magic"), "Choose a method"),
        (Changes(seed=-1), "The seed is a whole number"),
    ],
)
def test_what_makes_no_recipe_is_refused(changes: Changes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        changed(State(), CHOICES, changes)
