"""Zip and gzip, opened with care: what an archive claims is checked before, what really comes is counted meanwhile."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO

from core.errors import BadInput
from core.reading.limits import Limits

BLOCK = 1 << 20


@contextmanager
def opened_zip(path: Path, limits: Limits, what: str) -> Iterator[zipfile.ZipFile]:
    """A zip whose list of contents is sane."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_contents(archive, path, limits, what)
            yield archive
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise incomplete() from error


def unpack_table(path: Path, packing: str, limits: Limits, folder: Path) -> Path:
    """The one table in an archive, as a file in the folder."""
    target = folder / "unpacked"
    if packing == "gz":
        try:
            with gzip.open(path) as packed:
                _copy(packed, target, path.stat().st_size, limits)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise incomplete() from error
        return target
    with opened_zip(path, limits, "archive") as archive:
        member = _only_table(archive)
        with archive.open(member) as packed:
            _copy(packed, target, member.compress_size, limits)
    return target


def blocks(archive: zipfile.ZipFile, name: str, limits: Limits, what: str) -> Iterator[bytes]:
    """The content of a member, counted: the sizes that a zip states may lie."""
    packed, unpacked = archive.getinfo(name).compress_size, 0
    with archive.open(name) as member:
        while block := member.read(BLOCK):
            unpacked += len(block)
            limits.check_unpacked(packed, unpacked, what)
            yield block


def incomplete() -> BadInput:
    return BadInput(
        "The file is incomplete or damaged (the upload or the download before it may have been cut). Get a fresh copy."
    )


def _check_contents(archive: zipfile.ZipFile, path: Path, limits: Limits, what: str) -> None:
    parts = archive.infolist()
    if len(parts) > limits.archive_parts or any(_escapes(part.filename) for part in parts) or _overlap(parts):
        raise BadInput(
            f"The {what} is damaged or not a normal Excel or zip file. Save it again and upload the new copy."
        )
    limits.check_unpacked(path.stat().st_size, sum(part.file_size for part in parts), what)
    if any(part.flag_bits & 1 for part in parts):
        raise BadInput(f"The {what} is protected by a password. Remove the password and upload it again.")


def _escapes(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def _overlap(parts: list[zipfile.ZipInfo]) -> bool:
    """Members that share bytes are the trick of a bomb."""
    places = sorted((part.header_offset, part.header_offset + part.compress_size) for part in parts)
    return any(end > start for (_, end), (start, _) in pairwise(places))


def _only_table(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    hidden = ("__MACOSX/", ".")
    parts = [part for part in archive.infolist() if not part.is_dir() and not part.filename.startswith(hidden)]
    if len(parts) != 1:
        named = ", ".join(f"'{part.filename}'" for part in parts[:3])
        raise BadInput(f"The archive holds {len(parts)} files ({named or 'nothing'}). Unpack it and upload one table.")
    return parts[0]


def _copy(packed: IO[bytes] | gzip.GzipFile, target: Path, size: int, limits: Limits) -> None:
    unpacked = 0
    with target.open("wb") as out:
        while block := packed.read(BLOCK):
            unpacked += len(block)
            limits.check_unpacked(size, unpacked, "archive")
            out.write(block)
