"""The list of repairs says what each did, and offers to undo and move it to those who may."""

import pytest

from tests.webapp.components.tree import parts, words
from webapp.components import repairs_list
from webapp.services.exploring import Outcome


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome(40, 39, 0, None), "40 → 39 rows"),
        (Outcome(40, 40, 3, None), "3 cells changed, 40 rows as before"),
        (Outcome(40, 40, 0, None), "Every row and cell as before"),
        (Outcome(40, 40, 0, "No age."), "Does not fit this version and is passed over: No age."),
    ],
)
def test_each_repair_says_what_it_did(outcome: Outcome, told: str) -> None:
    assert told in words(repairs_list.card(["Fill"], [outcome], may_work=False))


def test_what_is_not_counted_yet_says_so() -> None:
    for outcomes in (None, [Outcome(40, 39, 0, None)]):  # none, or those of a shorter list
        assert words(repairs_list.card(["Fill", "Clip"], outcomes, may_work=False)).count("Being counted") == 2


def test_buttons_name_their_repair_and_the_ends_cannot_be_passed() -> None:
    card = repairs_list.card(["Fill", "Clip"], None, may_work=True)
    buttons = [part for part in parts(card) if type(part).__name__ == "Button"]
    labels = [button.to_plotly_json()["props"]["aria-label"] for button in buttons]
    assert labels == ["Earlier: Fill", "Later: Fill", "Undo: Fill", "Earlier: Clip", "Later: Clip", "Undo: Clip"]
    assert [label for label, button in zip(labels, buttons, strict=True) if button.disabled] == [
        "Earlier: Fill",
        "Later: Clip",
    ]
    assert not [
        part for part in parts(repairs_list.card(["Fill"], None, may_work=False)) if type(part).__name__ == "Button"
    ]
