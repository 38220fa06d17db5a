"""Cells of a column made plain: text as text, numbers as numbers, nothing as nothing."""

import pyarrow as pa
import pyarrow.compute as pc

# Beyond this, cubes and squares are no numbers any more: such a value counts as missing, as infinity does.
LARGEST = 1e90


def plain(cells: pa.Array) -> pa.Array:
    """Text as plain text and exact decimals as ordinary numbers, so that every rule meets few types."""
    kind = cells.type
    if pa.types.is_dictionary(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return pc.cast(cells, pa.string())
    return pc.cast(cells, pa.float64()) if pa.types.is_decimal(kind) else cells


def comparable(cells: pa.Array) -> pa.Array:
    """Plain cells in which every number is a fraction; whole numbers beyond 2**53 are taken as near as that can be."""
    cells = plain(cells)
    return pc.cast(cells, pa.float64(), safe=False) if pa.types.is_integer(cells.type) else cells


def missing(cells: pa.Array) -> pa.Array:
    """Which cells hold nothing: no value, empty text, or a number out of all bounds."""
    cells = plain(cells)
    if pa.types.is_floating(cells.type):
        return pc.invert(pc.fill_null(pc.less(pc.abs(cells), LARGEST), False))
    if pa.types.is_string(cells.type):
        return pc.fill_null(pc.equal(cells, ""), True)
    return pc.is_null(cells)


def as_text(cells: pa.Array) -> pa.Array:
    """Values as text; a whole number that was read as a fraction loses its '.0', one that is not finite is nothing."""
    cells = plain(cells)
    if not pa.types.is_floating(cells.type):
        return pc.cast(cells, pa.string())
    whole = pc.fill_null(pc.and_(pc.equal(cells, pc.trunc(cells)), pc.less(pc.abs(cells), 2.0**53)), False)
    numbers = pc.cast(pc.if_else(whole, cells, 0.0), pa.int64())
    fractions = pc.if_else(missing(cells), pa.scalar(None, pa.string()), pc.cast(cells, pa.string()))
    return pc.if_else(whole, pc.cast(numbers, pa.string()), fractions)


def trimmed(cells: pa.Array) -> pa.Array:
    """Text without white space around it; coded text stays coded."""
    if pa.types.is_dictionary(cells.type):
        return pa.DictionaryArray.from_arrays(cells.indices, trimmed(cells.dictionary))
    return pc.utf8_trim_whitespace(cells)
