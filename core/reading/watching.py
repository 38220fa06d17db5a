"""How far the looking at a file has come, told while it goes on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

import duckdb

TELL_EVERY = 0.25

_T = TypeVar("_T")


def watched(work: Callable[[], _T], how_far: Callable[[], float], told: Callable[[float], None]) -> _T:
    """What the work returns. Meanwhile the share that is done is told, here and not in the thread that works."""
    most = 0.0
    with ThreadPoolExecutor(1) as beside:
        result = beside.submit(work)
        while wait([result], TELL_EVERY).not_done:
            most = max(most, how_far())
            told(most)
        return result.result()


def share_looked_at(path: Path, scratch: Path, connection: duckdb.DuckDBPyConnection) -> float:
    """What the engine has scanned; where it could not read the file as it is, that is the second half, and the first is
    what has been rewritten."""
    scanned = max(connection.query_progress(), 0.0) / 100
    written = sum(each.lstat().st_size for each in scratch.iterdir() if each.is_file() and not each.is_symlink())
    if not written:
        return scanned
    return min(written / path.stat().st_size, 1.0) / 2 + scanned / 2
