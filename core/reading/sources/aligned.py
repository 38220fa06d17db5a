"""Tables whose columns are aligned by blanks, as old systems print them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from core.errors import BadInput
from core.reading.sources.smoothing import Numbered

Gap = tuple[int, int]  # places in a line, between two columns: from the first one to where the next column begins
LONGEST = 100_000  # places in a line
RARE = 0.02  # of the lines may have something in a gap: a value longer than its column, which is then told
FEW_LINES = 20  # are too few to call anything rare
_INK = bytes(0 if sign in b" \t\r\n\xa0" else 1 for sign in range(256))


def find_gaps(path: Path, head: Sequence[str]) -> tuple[Gap, ...]:
    """Columns are what lies between the places that are blank in nearly every line of the table."""
    with path.open(encoding="utf-8-sig") as file:
        inked = _inked(line for line in file if _is_tabular(line))
    starts = [index for index in range(1, len(inked)) if inked[index] and not inked[index - 1]]
    gaps = [(_end_of_column(inked, start), start) for start in starts if inked[:start].any()]
    return _without_parted_names(gaps, [line for line in head if _is_tabular(line)])


def aligned_rows(path: Path, gaps: tuple[Gap, ...], first_row: int) -> Iterator[Numbered]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if number >= first_row:
                yield number, split_line(line, gaps, number)


def split_line(line: str, gaps: tuple[Gap, ...], number: int | None = None) -> list[str]:
    """With the number of its row, a line that does not keep to the columns is refused."""
    if not line.strip() or _is_ruler(line):
        return []
    cells, begin = [], 0
    for end, start in gaps:
        parting = _parting(line, end, start)
        if parting < 0 and number is not None:
            raise BadInput(
                f"Row {number:,} does not keep to the columns: '{line[max(start - 12, 0) : start + 12].strip()}' runs "
                "from one into the next. Export the table with separators."
            )
        parting = max(parting, begin)
        cells.append(line[begin:parting].strip())
        begin = parting
    return [*cells, line[begin:].strip()]


def _parting(line: str, end: int, start: int) -> int:
    """Where a line parts two columns: a value or a name may reach into the gap, from either side."""
    if not line[end:start].strip():
        return start
    double = line.rfind("  ", end, start)
    return double if double >= 0 else line.rfind(" ", end, start)


def _is_tabular(line: str) -> bool:
    """Notes above a table have no gaps, and a line that only draws has no values."""
    return "  " in line.strip() and not _is_ruler(line)


def _is_ruler(line: str) -> bool:
    drawn = line.strip()
    return bool(drawn) and not drawn.strip("-=+|_ ")


def _inked(lines: Iterable[str]) -> npt.NDArray[np.bool_]:
    """For every place in a line, whether more than a few of the lines have ink there."""
    inked, count = np.zeros(LONGEST, np.int64), 0
    for line in lines:
        ink = np.frombuffer(line[:LONGEST].encode("latin-1", "replace").translate(_INK), np.uint8)
        inked[: len(ink)] += ink
        count += 1
    allowed = max(RARE * count, 1) if count > FEW_LINES else 0
    return np.trim_zeros(inked > allowed, "b")


def _end_of_column(inked: npt.NDArray[np.bool_], start: int) -> int:
    return int(np.flatnonzero(inked[:start])[-1]) + 1


def _without_parted_names(gaps: list[Gap], table: Sequence[str]) -> tuple[Gap, ...]:
    """A single blank parts two columns only if both have a name, and something is written below both."""
    kept: list[Gap] = []
    for place, (end, start) in enumerate(gaps):
        before = kept[-1][1] if kept else 0
        next_end = gaps[place + 1][0] if place + 1 < len(gaps) else None
        if start - end > 1 or (_parts(table[:1], before, end, next_end) and _parts(table[1:], before, end, next_end)):
            kept.append((end, start))
    return tuple(kept)


def _parts(lines: Sequence[str], before: int, end: int, next_end: int | None) -> bool:
    """Whether something stands on both sides of a place, and nothing at the place itself."""
    left = any(line[before:end].strip() for line in lines)
    right = any(line[end + 1 : next_end].strip() for line in lines)
    return left and right and not any(line[end : end + 1].strip() for line in lines[:1])
