"""A file on the command line, read as an upload would be: in a limited process, by its content, with the same choices."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from core.errors import BadInput
from core.reading import Limits, Reading, open_table
from webapp.jobs import limited
from webapp.jobs.work import Allowance
from webapp.settings import Settings

SECONDS = 6 * 3_600

_T = TypeVar("_T")


def in_limited_process(settings: Settings, file: Path, function: Callable[..., _T], *words: Any) -> _T:
    if not file.is_file():
        raise BadInput(f"{file} is not a file. Name the file to read.")
    return limited.call(Allowance(settings.job_memory_mb, SECONDS), function, file, *words)


def whole(file: Path) -> tuple[Reading, pa.Table]:
    """What the file holds, and all of its rows."""
    with open_table(file, Limits()) as found:
        return found.reading, pa.Table.from_batches(found.batches(), schema=found.schema)
