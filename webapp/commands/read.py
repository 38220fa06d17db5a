"""`./kindred read FILE`: reads a file as an upload would be read, and tells what is in it. Nothing is kept."""

import json
from pathlib import Path
from typing import Any

from core.reading import Choices, Limits, facts, look
from webapp.commands.files import in_limited_process
from webapp.settings import Settings


def read(settings: Settings, file: Path, sheet: str | None, as_json: bool) -> None:
    choices = Choices(sheets=(sheet,)) if sheet else Choices()
    told = in_limited_process(settings, file, _facts, choices)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(told)


def _facts(file: Path, choices: Choices) -> dict[str, Any]:
    return facts(look(file, Limits(), choices))


def _print(told: dict[str, Any]) -> None:
    how = [told["format"], told["encoding"], told["separator"] and f"separator {told['separator']!r}"]
    print(f"{told['rows']:,} rows of {told['kind']}, read as {', '.join(word for word in how if word)}.")
    width = max(len(column["name"]) for column in told["columns"])
    for column in told["columns"]:
        print(f"  {column['name']:<{width}}  {column['type']:<7} {column['role']:<18} {_extent(column)}")
    for note in told["notes"]:
        print(f"- {note}")


def _extent(column: dict[str, Any]) -> str:
    parts = [f"{column['missing']:,} missing" if column["missing"] else ""]
    if column.get("sum") is not None:
        parts.append(f"sum {column['sum']:,.2f}")
    if column.get("first") is not None:
        parts.append(f"{column['first']} to {column['last']}")
    return ", ".join(part for part in parts if part)
