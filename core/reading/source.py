"""What every file becomes before its columns are understood: cells that the engine can scan, row by row."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from core.reading.choices import Choices
from core.reading.results import Question

Sample = tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True)
class Letters:
    """What going through all bytes of a text has found, where the engine can read it as it lies."""

    encoding: str
    lines: int
    quoted: bool
    smooth: bool
    last_bare: int


@dataclass(frozen=True)
class Source:
    """A table of cells in the order of the file; what the engine calls c0, c1, ... are its columns."""

    format: str
    names: tuple[str, ...]  # as the file writes them; "" where it writes none
    natives: tuple[str, ...]  # what the cells are before they are understood: "text", "number" or "date"
    rows: int | None  # as counted without the engine, which has to agree; None where only it can count
    sample: Sample  # rows from all over the file, as text
    scan: Callable[[duckdb.DuckDBPyConnection], str]  # makes the table known and returns what to select from
    place: Callable[[int], str]  # the n-th row, counted from 1, as people find it: "row 14"
    settled: Choices  # how the file was taken apart
    has_blank_rows: bool = True  # rows without any value may occur; they are left out
    encoding: str | None = None
    separator: str | None = None
    sheets: tuple[str, ...] = ()
    letters: Letters | None = None
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    careful: "Callable[[], Source] | None" = None  # a slower way to the same cells, when the engine cannot take them


class Unsound(Exception):
    """What the engine read cannot be the whole table."""
