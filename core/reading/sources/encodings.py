"""Which letters the bytes of a text mean, decided from the whole file, and the text as UTF-8 without NULs.

The engine reads UTF-8. A file that is already so is left where it is; any other is written again into the scratch folder.
"""

import codecs
import re
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from core.errors import BadInput
from core.reading.source import Letters
from core.reading.sources.census import Census, blocks, take_census
from core.reading.sources.formats import utf16_without_bom

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
_READABLE = ("utf-8", "utf-8-sig")
_foreign = re.compile("[\udc80-\udcff]")
_fitting = re.compile("[^\x00-\x7f\udc80-\udcff]")


@dataclass(frozen=True)
class PlainText:
    """A text the engine can read, and what it took to make it so."""

    path: Path
    encoding: str
    census: Census
    nuls: int
    first_nul: tuple[int, bytes]
    letters: Letters | None  # to open the same file again without going through its bytes


def plain_text(
    path: Path, chosen: str | None, quote: str | None, folder: Path, known: Letters | None = None
) -> PlainText:
    if known is not None:
        census = Census(known.lines, known.quoted, known.smooth, known.last_bare)
        return PlainText(path, known.encoding, census, 0, (0, b""), known)
    encoding = _checked(chosen, path) if chosen else _find_encoding(path)
    census = take_census(path, quote or '"')
    if encoding in _READABLE and not census.nuls:
        letters = Letters(encoding, census.lines, census.quoted, census.smooth, census.last_bare)
        return PlainText(path, encoding, census, 0, (0, b""), letters)
    target = folder / "plain.txt"
    _write_plain(path, encoding, target)
    nuls = census.nuls if encoding in _READABLE else 0
    return PlainText(target, encoding, take_census(target, quote or '"'), nuls, census.first_nul, None)


def in_words(encoding: str) -> str:
    return _WORDS.get(encoding, encoding.upper())


def _find_encoding(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(65_536)
        for bom, encoding in _BOMS:
            if head.startswith(bom):
                return encoding if encoding not in _READABLE or _is_utf8(path) else _western(path)
        if wide := utf16_without_bom(head):
            return wide
    if _is_utf8(path):
        return "utf-8"
    return _western(path)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in blocks(path):
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
    for block in chain(blocks(path), [None]):
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


def _checked(encoding: str, path: Path) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        raise BadInput(f"The encoding '{encoding}' is not known. Choose UTF-8 or Windows-1252.") from None
    if name in _READABLE and not _is_utf8(path):
        raise _unfitting(name, 0)
    return name


def _write_plain(path: Path, encoding: str, target: Path) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 0
    with target.open("wb") as out:
        for block in chain(blocks(path), [None]):
            try:
                text = decoder.decode(block or b"", final=block is None)
            except UnicodeDecodeError as error:
                raise _undecodable(encoding, error, lines) from error
            lines += text.count("\n")
            out.write(text.replace("\0", "").encode("utf-8", "replace"))


def _undecodable(encoding: str, error: UnicodeDecodeError, lines: int) -> BadInput:
    if encoding == WESTERN:
        return _mixed(lines + error.object[: error.start].count(b"\n") + 1)
    return _unfitting(encoding, lines)


def _unfitting(encoding: str, lines: int) -> BadInput:
    return BadInput(
        f"The file is not {in_words(encoding)} throughout (from about row {lines + 1:,} on). "
        "Choose another encoding, or save it as UTF-8 and upload again."
    )
