"""A file on its way out: bytes go to whoever asked, and what is worth keeping about them is counted on the way."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

Sink = Callable[[bytes], object]
ROWS_AT_ONCE = 10_000


@dataclass(frozen=True)
class Written:
    """What the record of an export holds. `left_out` are rows, `blank` single cells that could not be used; each by reason."""

    rows: int
    left_out: tuple[tuple[str, int], ...]
    blank: tuple[tuple[str, int], ...]
    size: int
    sha256: str


@dataclass
class Tally:
    """Counts while rows go by."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    blank: Counter[str] = field(default_factory=Counter)


class Outlet:
    """Passes bytes on and remembers how many there were and their digest."""

    def __init__(self, to: Sink) -> None:
        self._to, self._digest, self._size = to, sha256(), 0

    def write(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._size += len(piece)
        self._to(piece)

    def closed(self, tally: Tally) -> Written:
        left_out, blank = (tuple(sorted((+counts).items())) for counts in (tally.left_out, tally.blank))
        return Written(tally.rows, left_out, blank, self._size, self._digest.hexdigest())


def write_rows(headers: Sequence[str], rows: Iterable[Sequence[Any]], outlet: Outlet) -> int:
    """Comma-separated, UTF-8; a cell is quoted where it has to be. Returns how many rows there were."""
    number, text = 0, io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headers)
    for row in rows:
        writer.writerow(row)
        number += 1
        if number % ROWS_AT_ONCE == 0:
            outlet.write(_taken(text))
    outlet.write(_taken(text))
    return number


def cleaned(text: str) -> str:
    """Without characters that no file should hold: control characters, and halves of characters."""
    return text if text.isprintable() else _half.sub("\ufffd", _control.sub("", text))


_control = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_half = re.compile(r"[\ud800-\udfff]")


def _taken(text: io.StringIO) -> bytes:
    piece = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return piece
