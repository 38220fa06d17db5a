"""Tables whose columns are aligned by blanks, as old systems print them."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.errors import BadInput
from core.reading.sources.smoothing import Numbered

Spans = tuple[tuple[int, int | None], ...]  # where each column begins, and where the next one does
_INK = bytes(0 if sign in b" \t\r\n\xa0" else 1 for sign in range(256))


def find_spans(path: Path, head: Sequence[str]) -> Spans:
    """Columns are what lies between the places that are blank in every line of the table."""
    with path.open(encoding="utf-8-sig") as file:
        inked = _inked(line for line in file if _is_tabular(line))
    starts = [index for index, ink in enumerate(inked) if ink and (index == 0 or not inked[index - 1])]
    starts = _without_parted_names(starts, inked, [line for line in head if _is_tabular(line)])
    return tuple(zip(starts, [*starts[1:], None], strict=True))


def aligned_rows(path: Path, spans: Spans, first_row: int) -> Iterator[Numbered]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if number >= first_row:
                _check_line(line, spans, number)
                yield number, split_line(line, spans)


def split_line(line: str, spans: Spans) -> list[str]:
    return [] if _is_ruler(line) else [line[start:end].strip() for start, end in spans]


def _is_tabular(line: str) -> bool:
    """Notes above a table have no gaps, and a line that only draws has no values."""
    return "  " in line.strip() and not _is_ruler(line)


def _is_ruler(line: str) -> bool:
    drawn = line.strip()
    return bool(drawn) and not drawn.strip("-=+|_ ")


def _inked(lines: Iterable[str]) -> bytes:
    """For every place in a line, whether any of the lines has ink there."""
    seen = length = 0
    for line in lines:
        length = max(length, len(line))
        seen |= int.from_bytes(line.encode("latin-1", "replace").translate(_INK), "little")
    return seen.to_bytes(length, "little")


def _without_parted_names(starts: list[int], inked: bytes, body: Sequence[str]) -> list[int]:
    """A single blank inside a column name parts nothing when nothing is written below one side of it."""
    kept = starts[:1]
    for place, start in enumerate(starts[1:], 1):
        end = starts[place + 1] if place + 1 < len(starts) else None
        lonely = not _anything(body, start, end) or not _anything(body, kept[-1], start)
        if not (lonely and inked[start - 2]):
            kept.append(start)
    return kept


def _anything(body: Sequence[str], start: int, end: int | None) -> bool:
    return any(line[start:end].strip() for line in body[1:])


def _check_line(line: str, spans: Spans, number: int) -> None:
    for start, _ in spans[1:]:
        if start < len(line) and not line[start - 1].isspace() and not _is_ruler(line):
            raise BadInput(
                f"Row {number:,} does not keep to the columns: '{line[max(start - 12, 0) : start + 12].strip()}' runs "
                "from one into the next. Export the table with separators."
            )
