"""JSON lines: a record in each line. Numbers keep the digits they are written with."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from core.errors import BadInput, TooBig
from core.reading.choices import Choices
from core.reading.limits import Limits, in_bytes
from core.reading.source import Source
from core.reading.sources.cells import cell_text
from core.reading.sources.encodings import in_words, plain_text
from core.reading.sources.smoothing import Numbered, Smoothed
from core.reading.sources.text import smooth_table


def open_json_lines(path: Path, limits: Limits, choices: Choices, folder: Path) -> Source:
    plain = plain_text(path, choices.encoding, None, folder)
    names, nested = _fields(plain.path, limits)
    if not names:
        raise BadInput("The records have no simple values. Save the table as CSV and upload it again.")
    rows = _rows(plain.path, names, limits)
    smoothed = Smoothed()
    table = smooth_table(rows, names, choices.surplus, limits, folder, smoothed)
    return Source(
        format="jsonlines",
        names=names,
        natives=("text",) * len(names),
        rows=smoothed.rows,
        sample=table.sample(),
        scan=lambda _: table.scan(limits),
        place=partial("row {:,}".format),
        settled=choices,
        encoding=in_words(plain.encoding),
        notes=tuple(f"Column '{name}' holds lists or records. It was left out." for name in nested),
    )


def _fields(path: Path, limits: Limits) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All names that occur in any record, in the order of their first coming; those with nested values apart."""
    seen: dict[str, bool] = {}
    for _, record in _records(path, limits):
        for name, value in record.items():
            seen[name] = seen.get(name, False) or isinstance(value, (dict, list))
        if len(seen) > limits.columns:
            limits.check_columns(len(seen))
    return tuple(name for name in seen if not seen[name]), tuple(name for name in seen if seen[name])


def _rows(path: Path, names: tuple[str, ...], limits: Limits) -> Iterator[Numbered]:
    for number, record in _records(path, limits):
        yield number, [cell_text(record.get(name)) for name in names]


def _records(path: Path, limits: Limits) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8-sig") as file:
        number = 0
        while line := file.readline(limits.row_bytes + 1):
            number += 1
            if len(line) > limits.row_bytes:
                raise TooBig(
                    f"Row {number:,} is longer than {in_bytes(limits.row_bytes)}. Write each record in a line of its own."
                )
            yield number, _record(line, number) if line.strip() else {}


def _record(line: str, number: int) -> dict[str, Any]:
    try:
        # Whole numbers as text: an id may have more digits than a number keeps.
        record = json.loads(line, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        shown = line.strip()[:40]
        raise BadInput(f"Row {number:,} is no JSON record ('{shown}'). Write one record in each line.") from error
    if not isinstance(record, dict):
        raise BadInput(f"Row {number:,} is no JSON record with names ('{line.strip()[:40]}'). Write one in each line.")
    return record
