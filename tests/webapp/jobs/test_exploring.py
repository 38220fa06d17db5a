"""How columns are held while they are asked again and again, and when they are too much to be held."""

from collections.abc import Sequence

import pyarrow as pa
import pytest

from core.exploring import Table, find
from webapp.jobs import exploring


@pytest.fixture
def asked() -> list[tuple[str, ...]]:
    return []


@pytest.fixture
def table(asked: list[tuple[str, ...]]) -> Table:
    """Whose every reading is written down."""
    rows = pa.table({"age": [20.0, 30.0, None, 180.0], "gender": ["f", "F", "m", None]})
    known = Table.of(rows, {"age": "number", "gender": "category"})

    def read(names: Sequence[str]) -> pa.RecordBatchReader:
        asked.append(tuple(names))
        return known.read(names)

    return Table(known.kind, known.columns, known.rows, read)


def test_going_through_columns_reads_each_once_at_a_time(table: Table, asked: list[tuple[str, ...]]) -> None:
    plain = find(table)
    often = asked.copy()
    asked.clear()
    assert find(exploring._remembering(table)) == plain
    # The figures of both, then the findings of both, then the ids' and the copies' turn.
    assert [names for names in asked if len(names) == 1] == [("age",), ("gender",), ("age",), ("gender",)]
    assert len(often) > len(asked)


def test_what_is_too_much_is_read_as_a_stream(
    table: Table, asked: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"columns": ["age"], "by": "gender"}
    held = exploring._held(table, facts)
    assert held is not table and held.read(["age", "gender"]).read_all() == table.read(["age", "gender"]).read_all()
    plain = find(table)
    monkeypatch.setattr(exploring, "MOST_HELD", 1)
    assert exploring._held(table, facts) is table
    assert find(exploring._remembering(table)) == plain
