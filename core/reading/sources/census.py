"""What can be counted in a text at the speed of memory, before any of it is split into values.

These counts do not come from the engine, so they can contradict it: rows that it would lose are missed here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BLOCK = 1 << 20
END = 65_536
NEWLINE, RETURN = ord("\n"), ord("\r")
_BLANK, _EMPTY = 1, 2
_STARTS = np.zeros(256, np.uint8)  # what the first byte of a line says about it
_STARTS[[NEWLINE, RETURN]] = _BLANK
_STARTS[list(b",;\t|^~\x1f \"'")] = _EMPTY  # a row without values begins with one of these


@dataclass(frozen=True)
class Census:
    lines: int  # blank ones at the end left out
    quoted: bool  # a quotation mark occurs somewhere
    smooth: bool  # line ends of one sort, and no blank lines
    last_bare: int  # the last line that may be a row without any value; 0 without one
    nuls: int = 0
    first_nul: tuple[int, bytes] = (0, b"")  # the line of the first NUL, and what stands before it in that line


@dataclass
class _Running:
    lines: int = 0
    quoted: bool = False
    blank: bool = False
    last_bare: int = 0
    returns: int = 0
    pairs: int = 0
    nuls: int = 0
    first_nul: tuple[int, bytes] = (0, b"")


def blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def take_census(path: Path, quote: str) -> Census:
    running, tail = _Running(), b"\n"
    for block in blocks(path):
        _count(running, tail, block, quote.encode())
        tail = block[-1:]
    lines = running.lines + (tail != b"\n") - _blank_lines_at_the_end(path)
    one_sort = running.returns in (0, running.pairs) and running.pairs in (0, running.lines)
    blank = running.blank and _blank_inside(path)
    return Census(lines, running.quoted, one_sort and not blank, running.last_bare, running.nuls, running.first_nul)


def _count(running: _Running, tail: bytes, block: bytes, quote: bytes) -> None:
    """The last byte of the block before stands in front, so that what lies on the seam is seen too."""
    seam = np.frombuffer(tail + block, np.uint8)
    ends = seam == NEWLINE
    starts = _STARTS[seam[1:][ends[:-1]]]
    telling = int(np.bitwise_or.reduce(starts, initial=0))
    running.blank = running.blank or bool(telling & _BLANK)
    if telling & _EMPTY:
        begun_before = not ends[0]  # the block goes on with a line; the first one that starts here is the next
        running.last_bare = running.lines + begun_before + int(np.flatnonzero(starts & _EMPTY)[-1]) + 1
    if 0 in block:
        if not running.nuls:
            place = block.index(0)
            line = running.lines + int(np.count_nonzero(ends[1 : place + 1])) + 1
            running.first_nul = (line, block[block.rfind(b"\n", 0, place) + 1 : place])
        running.nuls += block.count(0)
    running.quoted = running.quoted or quote in block
    if RETURN in block or tail == b"\r":
        running.returns += block.count(b"\r")
        running.pairs += (tail + block).count(b"\r\n")
    running.lines += int(np.count_nonzero(ends[1:]))


def _blank_inside(path: Path) -> bool:
    """Blank lines somewhere else than at the end."""
    tail = b"\n"
    for block in blocks(path):
        seam = tail + block
        if re.search(rb"\n\r?\n\r?[^\r\n]", seam):
            return True
        tail = seam[-4:]
    return False


def _blank_lines_at_the_end(path: Path) -> int:
    with path.open("rb") as file:
        file.seek(max(file.seek(0, 2) - END, 0))
        end = file.read()
    return max(end[len(end.rstrip(b"\r\n")) :].count(b"\n") - 1, 0)
