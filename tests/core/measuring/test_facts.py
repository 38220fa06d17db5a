"""What is said of measures that were made."""

import json

from core.measuring import Measuring, facts, measured
from tests.core.measuring.shops import lines

TABLE = lines(
    ("A", "1", "2024-03-01", 2, 10.0),
    ("B", "2", "2024-03-02", 0, 10.0),
    ("B", "3", "2024-03-03", 1, 5.0),
    ("B", "C4", "2024-03-04", -1, 5.0),
    (None, "5", "2024-03-05", 1, 1.0),
)


def test_the_facts_tell_the_funnel_and_go_through_json() -> None:
    with measured(TABLE, Measuring()) as made:
        told = json.loads(json.dumps(facts(made)))
    assert [(step["rule"], step["left_out"], step["lines"]) for step in told["funnel"]["steps"]] == [
        ("customer", 1, 4), ("cancelled", 1, 3), ("not positive", 1, 2),
    ]  # fmt: skip
    assert (told["funnel"]["lines"], told["customers"], told["orders"], told["money"]) == (5, 2, 2, 25.0)
    assert told["measuring"]["reference"] == "2024-03-04"
    assert told["returned_everything"] == 1


def test_every_column_of_the_table_is_described() -> None:
    with measured(TABLE, Measuring()) as made:
        assert [one["name"] for one in facts(made)["columns"]] == made.table().column_names


def test_rules_that_are_switched_off_do_not_stand_in_the_funnel() -> None:
    with measured(TABLE, Measuring(rules=("customer",))) as made:
        assert [step.rule for step in made.funnel.steps] == ["customer"]
