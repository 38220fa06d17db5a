"""Files of every format, opened as cells that the engine can scan."""

from dataclasses import replace
from pathlib import Path

from core.errors import BadInput
from core.reading.choices import Choices
from core.reading.limits import Limits
from core.reading.source import Letters, Source
from core.reading.sources.archives import opened_zip, unpack_table
from core.reading.sources.excel import open_workbook
from core.reading.sources.formats import sniff_format
from core.reading.sources.jsonlines import open_json_lines
from core.reading.sources.parquet import open_parquet
from core.reading.sources.text import open_text

ENDINGS = {
    ".csv": ("csv",), ".txt": ("csv",), ".tsv": ("csv",), ".xlsx": ("xlsx",), ".xlsm": ("xlsx",), ".xls": ("xls",),
    ".parquet": ("parquet",), ".jsonl": ("jsonlines",), ".ndjson": ("jsonlines",),
}  # fmt: skip
WORDS = {
    "csv": "text",
    "xlsx": "an Excel workbook",
    "xls": "an old Excel workbook",
    "parquet": "Parquet",
    "jsonlines": "JSON lines",
}


def open_source(path: Path, limits: Limits, choices: Choices, folder: Path, known: Letters | None = None) -> Source:
    """Knowing what going through all bytes of a text has found once, it does not go through them again."""
    if not path.is_file():
        raise BadInput("There is no such file. Check its name and bring it again.")
    limits.check_file(path.stat().st_size)
    packing = sniff_format(path)
    source = _opened(path, packing, limits, choices, folder, known)
    ending = path.suffix.lower()
    if ending in ENDINGS and source.format not in ENDINGS[ending]:
        note = f"The name ends in {ending}, but the content is {WORDS[source.format]} and was read as such."
        return replace(source, notes=(note, *source.notes))
    return source


def _opened(path: Path, packing: str, limits: Limits, choices: Choices, folder: Path, known: Letters | None) -> Source:
    if packing == "zip" and _is_workbook(path, limits):
        return open_workbook(path, limits, choices, folder)
    if packing not in ("zip", "gz"):
        return _open_unpacked(path, packing, limits, choices, folder, known)
    inside = unpack_table(path, packing, limits, folder)
    source = _open_unpacked(inside, sniff_format(inside), limits, choices, folder, known)
    return replace(source, notes=(f"Unpacked from a {packing} archive.", *source.notes))


def _open_unpacked(
    path: Path, packing: str, limits: Limits, choices: Choices, folder: Path, known: Letters | None
) -> Source:
    match packing:
        case "text":
            return open_text(path, limits, choices, folder, known)
        case "jsonlines":
            return open_json_lines(path, limits, choices, folder)
        case "parquet":
            return open_parquet(path, limits, choices)
        case "xls":
            return open_workbook(path, limits, choices, folder)
    raise BadInput("There is an archive inside the archive. Unpack it and upload the table itself.")


def _is_workbook(path: Path, limits: Limits) -> bool:
    with opened_zip(path, limits, "workbook") as archive:
        return "[Content_Types].xml" in archive.namelist() or "mimetype" in archive.namelist()
