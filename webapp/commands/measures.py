"""`./kindred measures FILE`: measures per customer from a file of order lines, and how lines became customers."""

import json
from pathlib import Path
from typing import Any

from pyarrow import csv

from core.errors import BadInput
from core.exploring import Table
from core.measuring import Measuring, facts, measured
from webapp.commands.files import in_limited_process, whole
from webapp.settings import Settings


def measures(settings: Settings, file: Path, out: Path | None, as_json: bool) -> None:
    told = in_limited_process(settings, file, _measured, out)
    if as_json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(told)
        if out is not None:
            print(f"The table is in {out}.")


def _measured(file: Path, out: Path | None) -> dict[str, Any]:
    reading, rows = whole(file)
    if reading.kind != "orders":
        raise BadInput(
            "Measures are made from order lines, but this file has a row per customer. Name a file of orders."
        )
    table = Table.of(rows, {column.name: column.role for column in reading.columns}, reading.kind)
    with measured(table, Measuring()) as made:
        if out is not None:
            csv.write_csv(made.table(), out)
        return facts(made)


def _print(told: dict[str, Any]) -> None:
    print(f"{told['funnel']['lines']:>12,} lines")
    for step in told["funnel"]["steps"]:
        print(f"{step['lines']:>12,} after leaving out {step['left_out']:,} {step['what']}")
    print(f"{told['customers']:>12,} customers with {told['orders']:,} orders, money {told['money']:,.2f}")
    print(f"Counted back from {told['measuring']['reference']}.")
    for column in told["columns"]:
        print(f"  {column['name']:<28} {column['meaning']}")
