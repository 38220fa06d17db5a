"""Memory is limited, what is wrong with the stream is told, and nothing is left behind."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from core.errors import BadInput, TooBig
from core.versioning import Column, Room, Table, added, difference, guess_mode
from core.versioning.table import schema_of
from tests.core.versioning.tables import LINES, orders

WIDE = (Column("Order", "text", "order"), *(Column(f"n{place}", "number", "number") for place in range(6)))
ROWS = 300_000


def numbers(names: Sequence[str]) -> pa.RecordBatchReader:
    """Numbers that cannot be packed, and ids of 23 letters."""
    schema = schema_of([column for column in WIDE if column.name in names])

    def batches():  # type: ignore[no-untyped-def]
        for first in range(0, ROWS, 50_000):
            chance = np.random.default_rng(first)
            ids = pa.array([f"an order with id {number:06}" for number in range(first, first + 50_000)])
            yield pa.RecordBatch.from_arrays(
                [ids if name == "Order" else pa.array(chance.random(50_000)) for name in schema.names], schema=schema
            )

    return pa.RecordBatchReader.from_batches(schema, batches())


def test_what_does_not_fit_into_memory_goes_to_the_folder_and_is_gone_afterwards(room: Room) -> None:
    # six numbers of 8 bytes in 300,000 rows of two tables are 28.8 MB, and the ids come on top
    table = Table("orders", WIDE, ROWS, numbers)
    small = replace(room, memory_bytes=25_000_000, threads=1)
    assert difference(table, table, small).is_empty
    with added(table, table, small) as whole:
        assert (whole.counts.kept, whole.counts.already_there) == (ROWS, ROWS)
    assert list(room.folder.iterdir()) == []


def test_too_little_memory_is_a_sentence(room: Room) -> None:
    table = Table("orders", WIDE, ROWS, numbers)
    with pytest.raises(TooBig, match="needs more memory than it may take"):
        difference(table, table, replace(room, memory_bytes=4_000_000))
    assert list(room.folder.iterdir()) == []


def damaged(names: Sequence[str]) -> pa.RecordBatchReader:
    schema = schema_of([column for column in LINES if column.name in names])

    def batches():  # type: ignore[no-untyped-def]
        yield pa.RecordBatch.from_arrays([pa.nulls(1, field.type) for field in schema], schema=schema)
        raise BadInput("The stored copy of 'March' is damaged.")

    return pa.RecordBatchReader.from_batches(schema, batches())


def test_a_problem_in_a_stream_is_told_as_it_was_said(room: Room) -> None:
    broken, sound = Table("orders", LINES, 2, damaged), orders([("1", "a", None, 1.0)])
    for ask in (guess_mode, difference):
        with pytest.raises(BadInput, match=r"^The stored copy of 'March' is damaged\.$"):
            ask(broken, sound, room)
    with pytest.raises(BadInput, match=r"^The stored copy of 'March' is damaged\.$"), added(sound, broken, room):
        pass
