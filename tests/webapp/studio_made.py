"""A studio with its answers, for tests of what is asked, drawn and pressed there."""

import numpy as np

from tests.webapp.brought import kept
from tests.webapp.work_now import work_now
from webapp.records import Dataset, Viewer
from webapp.services import studio
from webapp.services.studio import Choices, Found, State

TAB = "a-tab"
MIDDLES = ((20, 20), (20, 80), (80, 20), (80, 80), (50, 50))
EACH = 30


def visitors() -> bytes:
    """150 visitors in five groups of income and score, which nothing but these two tells apart."""
    chance = np.random.default_rng(3)
    lines = ["customer id;income;score;age;gender"]
    for group, (income, score) in enumerate(MIDDLES):
        for number in range(EACH):
            values = [round(middle + chance.normal(0, 4), 1) for middle in (income, score)]
            age, gender = 20 + int(chance.integers(50)), "female" if chance.random() < 0.6 else "male"
            lines.append(f"V{group}{number:02d};{values[0]};{values[1]};{age};{gender}")
    return "\n".join(lines).encode()


def dataset(viewer: Viewer, content: bytes | None = None) -> Dataset:
    return kept(viewer, "Visitors", content or visitors())


def choices(viewer: Viewer, brought: Dataset) -> Choices:
    opened = studio.open_(viewer, brought.id)
    studio.ask_choices(opened)
    work_now()
    found = studio.ask_choices(opened)
    assert isinstance(found, Choices)
    return found


def swept(viewer: Viewer, brought: Dataset, address: str = "m=income~score") -> Found:
    """Worked out, without the criteria."""
    state, problems = studio.read(address)
    assert problems == []
    return found(viewer, brought, state)


def found(viewer: Viewer, brought: Dataset, state: State) -> Found:
    opened = studio.open_(viewer, brought.id)
    for _ in range(2):  # first the measures to choose, then the sweep
        studio.find(opened, state, TAB)
        work_now()
    made = studio.find(opened, state, TAB)
    assert isinstance(made, Found)
    return made


def judged(viewer: Viewer, brought: Dataset, address: str = "m=income~score") -> Found:
    made = swept(viewer, brought, address)
    studio.judged(made, TAB)
    work_now()
    return studio.judged(made, TAB)
