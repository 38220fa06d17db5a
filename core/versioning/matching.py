"""Which rows of a new file are already in a version: each row of one is paired with at most one equal row of the other.

Rows are compared by a digest of 128 bits over their cells, written so that no two different rows are written alike. Even among
a hundred million different lines, two with the same digest are less likely than one in 10^22; and ten million of them take
the place of 160 MB, however wide the table is.

Pairs, not sets: the first, second and third line of the same content in one file find the first, second and third in the
other. What is paired is already there, so that content which stands n times in the version and m times in the file stands
max(n, m) times in the whole. An exact copy inside one file is kept, because it may well be true: a till that writes two lines
for two bottles. In an overlap it is not counted twice, because the same two bottles are in both files.
"""

from collections.abc import Sequence

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from core.versioning.table import Column


def exact(cells: pa.Array) -> pa.Array:
    """Cells as they are compared: text as it is, numbers and dates by their bits. Zero has no sign, not a number is missing."""
    if pa.types.is_string(cells.type):
        return cells
    if pa.types.is_floating(cells.type):
        cells = pc.add(pc.if_else(pc.is_nan(cells), pa.scalar(None, cells.type), cells), 0.0)
    return cells.view(pa.int64())


def pair(connection: duckdb.DuckDBPyConnection, telling: Sequence[Column]) -> None:
    """Make a table `pairs` of old_row and new_row, from streams `old` and `new` of exact cells in the same columns."""
    digests = f"SELECT row, {_digest(telling)} AS digest FROM"
    connection.execute(f"CREATE TABLE new_rows AS {digests} new")
    connection.execute(
        f"CREATE TABLE old_rows AS SELECT * FROM ({digests} old) WHERE digest IN (SELECT digest FROM new_rows)"
    )
    connection.execute("DELETE FROM new_rows WHERE digest NOT IN (SELECT digest FROM old_rows)")
    connection.execute(
        f"CREATE TABLE pairs AS SELECT old.row AS old_row, new.row AS new_row FROM ({_numbered('old_rows')}) AS old "
        f"JOIN ({_numbered('new_rows')}) AS new USING (digest, nth)"
    )
    connection.execute("DROP TABLE old_rows; DROP TABLE new_rows")


def _digest(telling: Sequence[Column]) -> str:
    """A text says its length first, everything else ends in a comma, so that cells cannot run into each other. Empty is missing."""
    cells = (
        f"strlen(nullif(c{place}, '')), ':', c{place}" if column.type == "text" else f"c{place}, ','"
        for place, column in enumerate(telling)
    )
    return f"md5_number(concat({', '.join(cells)}))"


def _numbered(rows: str) -> str:
    return f"SELECT row, digest, row_number() OVER (PARTITION BY digest ORDER BY row) AS nth FROM {rows}"
