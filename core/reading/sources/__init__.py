"""Files of every format, opened as cells that the engine can scan."""

from dataclasses import replace
from pathlib import Path

import duckdb

from core.errors import BadInput
from core.reading.choices import Choices
from core.reading.limits import Limits
from core.reading.source import Source
from core.reading.sources.archives import opened_zip, unpack_table
from core.reading.sources.excel import open_workbook
from core.reading.sources.formats import sniff_format
from core.reading.sources.jsonlines import open_json_lines
from core.reading.sources.parquet import open_parquet
from core.reading.sources.text import open_text


def open_source(
    path: Path, limits: Limits, choices: Choices, folder: Path, connection: duckdb.DuckDBPyConnection
) -> Source:
    limits.check_file(path.stat().st_size)
    packing = sniff_format(path)
    if packing == "zip" and _is_workbook(path, limits):
        return open_workbook(path, limits, choices, folder, connection)
    if packing not in ("zip", "gz"):
        return _open_unpacked(path, packing, limits, choices, folder, connection)
    inside = unpack_table(path, packing, limits, folder)
    source = _open_unpacked(inside, sniff_format(inside), limits, choices, folder, connection)
    return replace(source, notes=(f"Unpacked from a {packing} archive.", *source.notes))


def _open_unpacked(
    path: Path, packing: str, limits: Limits, choices: Choices, folder: Path, connection: duckdb.DuckDBPyConnection
) -> Source:
    match packing:
        case "text":
            return open_text(path, limits, choices, folder, connection)
        case "jsonlines":
            return open_json_lines(path, limits, choices, folder, connection)
        case "parquet":
            return open_parquet(path, limits, choices)
        case "xls":
            return open_workbook(path, limits, choices, folder, connection)
    raise BadInput("There is an archive inside the archive. Unpack it and upload the table itself.")


def _is_workbook(path: Path, limits: Limits) -> bool:
    with opened_zip(path, limits, "workbook") as archive:
        return "[Content_Types].xml" in archive.namelist() or "mimetype" in archive.namelist()
