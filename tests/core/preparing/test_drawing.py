"""Measures as axes: places are bent as the recipe bends them, marks are in the measure's own units."""

import numpy as np
import pandas as pd
import pytest

from core.preparing import prepare
from core.preparing.drawing import axis_of, places_of
from core.preparing.preparation import NumberStep
from core.recipe import Measure, Recipe

VALUES = np.array([0.0, 9.0, 99.0, 999.0, 9_999.0])


def placed(measure: Measure) -> tuple[NumberStep, np.ndarray]:
    preparation, points = prepare(pd.DataFrame({"spend": VALUES}), Recipe((measure,)))
    (step,) = preparation.steps
    assert isinstance(step, NumberStep)
    return step, places_of(step, points.values[:, 0])


def test_a_plain_measure_lies_at_its_values() -> None:
    step, places = placed(Measure("spend", weight=3.0))
    assert places == pytest.approx(VALUES)
    assert axis_of(step, places).marks == ()


def test_a_logarithm_lies_at_its_logarithms_and_is_marked_in_round_values() -> None:
    step, places = placed(Measure("spend", transform="log1p"))
    assert places == pytest.approx(np.log1p(VALUES))
    marks = axis_of(step, places).marks
    assert [place for place, _ in marks] == pytest.approx([np.log1p(value) for _, value in marks])
    assert all(float(f"{value:.0e}") == value for _, value in marks)  # one digit
    assert 3 <= len(marks) <= 5
