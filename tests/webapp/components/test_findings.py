"""A finding says what, why and where, and offers its repairs as buttons."""

from tests.webapp.components.tree import parts, with_class, words
from webapp.components import findings
from webapp.services.exploring import Noticed, Offered

AGE = Noticed(
    "impossible", "age", 1, "1 of 40 values of 'age' cannot be right.", "Nobody is 180.", ("row 8: 180",),
    (Offered("Leave out rows", "k1", {}), Offered("Treat as missing", "k2", {})),
)  # fmt: skip


def test_each_finding_has_its_sentences_examples_and_repairs() -> None:
    card = findings.card((AGE,), repaired=False)
    for told in (AGE.what, AGE.why, "row 8: 180"):
        assert told in words(card)
    buttons = [part for part in parts(card) if type(part).__name__ == "Button"]
    assert [(button.id["key"], words(button)) for button in buttons] == [
        ("k1", "Leave out rows"),
        ("k2", "Treat as missing"),
    ]


def test_what_surely_is_wrong_looks_so() -> None:
    odd = Noticed("outliers", "age", 1, "Far.", "Pulls.", (), ())
    icons = [part.className.split()[1] for part in with_class(findings.card((AGE, odd), repaired=False), "bi")]
    assert icons == ["bi-exclamation-circle-fill", "bi-exclamation-circle"]


def test_rows_are_numbered_as_repairs_leave_them_and_that_is_said() -> None:
    assert "as the repairs leave them" in words(findings.card((AGE,), repaired=True))
    assert "as the repairs leave them" not in words(findings.card((AGE,), repaired=False))


def test_nothing_to_repair_says_so() -> None:
    assert "Nothing to repair" in words(findings.card((), repaired=False))
