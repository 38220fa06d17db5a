"""A version in numbers."""

from datetime import UTC, datetime
from typing import Any

from tests.webapp.components.tree import with_class, words
from webapp.components import version_metrics
from webapp.records import Found, Version

COLUMNS = [{"name": name, "type": "text", "role": role} for name, role in (("id", "customer"), ("note", "ignore"))]


def version(number: int, rows: int, **facts: Any) -> Version:
    return Version(
        number, number, number, "file.csv", rows, Found(COLUMNS, {}, facts), datetime(2026, 11, 20, tzinfo=UTC)
    )


def told(shown: Version, *others: Version) -> list[str]:
    return [words(metric) for metric in with_class(version_metrics.strip(shown, [shown, *others]), "k-metric")]


def test_the_first_version_has_nothing_to_be_compared_with() -> None:
    assert told(version(1, 40)) == ["Rows 40 the first version", "Columns 2 1 in use, 1 ignored"]


def test_rows_are_held_against_the_version_before() -> None:
    assert told(version(2, 36), version(1, 40))[0] == "Rows 36 −4 since version 1"
    assert told(version(2, 1_040), version(1, 40))[0] == "Rows 1,040 +1,000 since version 1"


def test_gaps_are_told_of_what_is_one_file() -> None:
    column = {"name": "id", "missing": 10, "first": None, "last": None}
    reading = {"rows": 40, "columns": [column, {**column, "name": "note", "missing": 0}]}
    # 10 of 80 cells are empty: 87.5 % are filled, which is 88 in whole percents
    assert told(version(1, 40, reading=reading))[-1] == "Filled 88\u202f% id: 10 missing"
    assert not [
        each for each in told(version(2, 80, reading=reading, added={"added": 40})) if each.startswith("Filled")
    ]


def test_customers_come_from_the_comparison() -> None:
    customers = {"before": 40, "after": 50, "new": 12, "gone": 2, "kept": 38}
    facts = told(version(2, 50, difference={"customers": customers, "dates": []}))
    assert "Customers 50 12 new, 2 gone" in facts
