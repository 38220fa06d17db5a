"""Which letters the bytes of a text mean, decided from the whole file, and the text as UTF-8 without NULs.

The engine reads UTF-8. A file that is already so is left where it is; any other is written again into the scratch folder.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from core.errors import BadInput
from core.reading.limits import Limits
from core.reading.sources.formats import utf16_without_bom

BLOCK = 8 << 20
WESTERN = "cp1252"
STRAY = 0.05  # two Western letters can look like one of UTF-8; more than this share of them is no accident
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORDS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", WESTERN: "Western European (Windows-1252)"}
_foreign = re.compile("[\udc80-\udcff]")
_fitting = re.compile("[^\x00-\x7f\udc80-\udcff]")


@dataclass(frozen=True)
class PlainText:
    """A text the engine can read, and what it took to make it so."""

    path: Path
    encoding: str
    lines: int
    quoted: bool  # a quotation mark occurs somewhere
    smooth: bool  # line ends of one sort, and no blank lines
    nuls: int
    first_nul_line: int


def plain_text(path: Path, chosen: str | None, quote: str | None, limits: Limits, folder: Path) -> PlainText:
    encoding = _checked(chosen) if chosen else _find_encoding(path)
    census = _census(path, quote) if encoding in ("utf-8", "utf-8-sig") else None
    if census is None or census.nuls:
        target = folder / "plain"
        _write_plain(path, encoding, target)
        clean = _census(target, quote)
        nuls, first = (census.nuls, census.first_nul_line) if census else (0, 0)
        return _as_text(target, encoding, clean, nuls, first)
    return _as_text(path, encoding, census, 0, 0)


def in_words(encoding: str) -> str:
    return _WORDS.get(encoding, encoding.upper())


@dataclass
class _Census:
    """Counts that are taken over the bytes, at the speed of memory."""

    lines: int = 0
    quotes: int = 0
    nuls: int = 0
    first_nul_line: int = 0
    returns: int = 0
    pairs: int = 0
    blank: bool = False


def _find_encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(65_536)
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return encoding
        if wide := utf16_without_bom(head):
            return wide
    if _is_utf8(path):
        return "utf-8"
    return _western(path)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(path):
            if decoder.getstate()[0] or not block.isascii():
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _western(path: Path) -> str:
    """Windows-1252, unless enough of the file is UTF-8: then its encodings are mixed."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    fitting = foreign = lines = first_foreign_line = 0
    for block in chain(_blocks(path), [None]):
        text = decoder.decode(block or b"", final=block is None)
        if not foreign and (match := _foreign.search(text)):
            first_foreign_line = lines + text.count("\n", 0, match.start()) + 1
        lines += text.count("\n")
        foreign += len(_foreign.findall(text))
        fitting += len(_fitting.findall(text))
    if fitting > STRAY * foreign:
        raise _mixed(first_foreign_line)
    return WESTERN


def _mixed(row: int) -> BadInput:
    return BadInput(
        f"Row {row:,} contains characters that do not fit the rest of the file. Save it as UTF-8 and upload again."
    )


def _checked(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise BadInput(f"The encoding '{encoding}' is not known. Choose UTF-8 or Windows-1252.") from None


def _census(path: Path, quote: str | None) -> _Census:
    census = _Census()
    mark = (quote or '"').encode()
    tail = b""
    for block in _blocks(path):
        if nuls := block.count(0):
            if not census.nuls:
                census.first_nul_line = census.lines + block.count(b"\n", 0, block.index(0)) + 1
            census.nuls += nuls
        census.lines += block.count(b"\n")
        census.quotes += block.count(mark)
        seam = tail + block
        if b"\r" in seam:
            census.returns += block.count(b"\r")
            census.pairs += seam.count(b"\r\n") - tail.count(b"\r\n")
        census.blank = census.blank or b"\n\n" in seam or b"\n\r\n" in seam
        tail = block[-2:]
    census.blank = census.blank and _blank_inside(path)
    census.lines += tail[-1:] not in (b"\n", b"")
    census.lines -= _blank_lines_at_the_end(path)
    return census


def _blank_inside(path: Path) -> bool:
    """Blank lines somewhere else than at the end."""
    tail = b""
    for block in _blocks(path):
        seam = tail + block
        if re.search(rb"\n\r?\n\r?[^\r\n]", seam):
            return True
        tail = seam[-5:]
    return False


def _blank_lines_at_the_end(path: Path) -> int:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 65_536, 0))
        end = file.read()
    return max(end[len(end.rstrip(b"\r\n")) :].count(b"\n") - 1, 0)


def _as_text(path: Path, encoding: str, census: _Census, nuls: int, first_nul_line: int) -> PlainText:
    one_sort = census.returns in (0, census.pairs) and census.pairs in (0, census.lines, census.lines - 1)
    return PlainText(
        path, encoding, census.lines, census.quotes > 0, one_sort and not census.blank, nuls, first_nul_line
    )


def _write_plain(path: Path, encoding: str, target: Path) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with target.open("wb") as out:
        for block in chain(_blocks(path), [None]):
            try:
                text = decoder.decode(block or b"", final=block is None)
            except UnicodeDecodeError as error:
                raise _undecodable(encoding, error, lines) from error
            lines += text.count("\n")
            out.write(text.replace("\0", "").encode("utf-8", "replace"))


def _undecodable(encoding: str, error: UnicodeDecodeError, lines: int) -> BadInput:
    if encoding == WESTERN:
        row = lines + error.object[: error.start].count(b"\n") + 1
        return _mixed(row)
    return BadInput(
        f"The file is not {in_words(encoding)} throughout (from about row {lines + 1:,} on). "
        "Choose another encoding, or save it as UTF-8 and upload again."
    )


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block
