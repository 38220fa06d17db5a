"""The shortest way from the content of a file to what is read from it: read once after a look, and once by what that left."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from core.reading import Choices, Known, Limits, Reading, open_table


def read(
    folder: Path,
    content: str | bytes,
    choices: Choices | None = None,
    name: str = "t.csv",
    limits: Limits | None = None,
) -> tuple[Reading, dict[str, list[Any]]]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with open_table(path, limits or Limits(), choices) as table:
        known, cells = table.known, pa.Table.from_batches(table.batches(), table.schema)
    with open_table(path, limits or Limits(), choices, known=again(known)) as table:
        assert pa.Table.from_batches(table.batches(), table.schema).equals(cells)
    return known.reading, cells.to_pydict()


def again(known: Known) -> Known:
    """As it comes back from where it was kept."""
    read = Known.from_json(json.loads(json.dumps(known.to_json())))
    assert read == known
    return read


def column(folder: Path, name: str, cells: list[str], choices: Choices | None = None) -> tuple[Reading, list[Any]]:
    """One column beside a plain one; cells may hold anything but a tab."""
    lines = [f"id\t{name}", *(f"K{number}\t{cell}" for number, cell in enumerate(cells))]
    reading, table = read(folder, "\n".join(lines) + "\n", choices)
    return reading, table[name]
