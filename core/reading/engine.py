"""DuckDB as the engine that scans tables: fenced in memory, and with every door shut that it does not need."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from core.reading.limits import Limits

STREAM_BUFFER = "64MB"  # the default of 1 MB lets the parser wait for the reader: half the speed


@contextmanager
def engine(limits: Limits, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """What does not fit into its memory it may lay down in the scratch folder."""
    connection = duckdb.connect(
        config={
            "threads": limits.engine_threads,
            "memory_limit": f"{limits.engine_bytes}B",
            "temp_directory": str(scratch / "overflow"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        # DuckDB 2.0.0 lets its CSV reader do a TRY_CAST, which then stops at the first odd cell (its issue 23818). And it
        # makes a join of a list behind IN, which then is worked out for every cell, also where a CASE would pass it by.
        connection.execute("SET disabled_optimizers = 'type_pushdown,in_clause'")
        # How far it is can be asked for, and is not drawn over what a command prints.
        connection.execute("SET enable_progress_bar = true")
        connection.execute("SET enable_progress_bar_print = false")
        connection.execute("SET progress_bar_time = 0")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"SET streaming_buffer_size = '{STREAM_BUFFER}'")
        yield connection
    finally:
        connection.close()


def literal(text: str) -> str:
    """Text as SQL writes it. Only for places where a value cannot be bound, such as the options of a scan."""
    return "'" + text.replace("'", "''") + "'"
