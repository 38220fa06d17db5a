"""Uploads on their way in: bytes in a folder of the instance, until a worker beside it has read them.

A file there has a name of ours and is complete, or ends in .part and belongs to a transfer that is under way or was cut.
"""

import hashlib
import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.errors import BadInput
from webapp.errors import NoSpace
from webapp.store.instance import Instance

PIECE = 1 << 20
ROOM = 2.1  # a file lies there and is written into the database at the same time
OLD = 3600


@dataclass(frozen=True)
class Received:
    bytes_name: str
    size: int
    sha256: str


def check_room(instance: Instance, size: int) -> None:
    free = shutil.disk_usage(instance.folder).free
    if free < size * ROOM:
        raise NoSpace(
            f"There is not enough space for this file (needs {size * ROOM / 1e9:,.1f} GB, {free / 1e9:,.1f} GB free). "
            "Ask whoever runs the server to make room."
        )


def receive(instance: Instance, stream: IO[bytes], size: int) -> Received:
    """Everything that was announced, on the disk for good; or nothing."""
    name = secrets.token_hex(16)
    part = _folder(instance) / f"{name}.part"
    try:
        received, digest = _write(part, stream)
        if received != size:
            share = round(100 * received / size) if size else 0
            raise BadInput(f"The upload stopped at {share} %. Nothing was kept. Send the file again.")
        os.replace(part, part.with_suffix(""))
        _sync(part.parent)
    except OSError as error:
        raise (
            NoSpace if error.errno == 28 else BadInput("The connection broke. Nothing was kept. Send the file again.")
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return Received(name, received, digest)


def path(instance: Instance, bytes_name: str) -> Path:
    return _folder(instance) / bytes_name


def remove(instance: Instance, bytes_name: str) -> None:
    path(instance, bytes_name).unlink(missing_ok=True)


def sweep(instance: Instance, wanted: set[str]) -> None:
    """Remove what no upload needs and nobody is sending any more, and what killed processes left behind."""
    for file in _folder(instance).iterdir():
        if file.name not in wanted and _is_old(file):
            file.unlink(missing_ok=True)
    for left in instance.scratch.iterdir():
        if _is_old(left):
            shutil.rmtree(left, ignore_errors=True)


def _write(part: Path, stream: IO[bytes]) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := stream.read(PIECE):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


def _folder(instance: Instance) -> Path:
    return instance.folder / "incoming"


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.stat().st_mtime > OLD
    except FileNotFoundError:
        return False


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
