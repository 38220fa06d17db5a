"""Ids of customers as people paste them: with blank lines, spaces, quotes, and the '.0' that a spreadsheet leaves behind."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import TooBig

MOST_IDS = 2_000_000
_between = re.compile(r"[\r\n,;\t]+")
_whole = r"^(\d+)\.0+$"


def ids_from_text(text: str) -> pa.Array:
    """Each id once, in the order of the text."""
    found = (part.strip().strip("\ufeff\"'").strip() for part in _between.split(text))
    ids = dict.fromkeys(one for one in found if one)
    if len(ids) > MOST_IDS:
        raise TooBig(f"The list has {len(ids):,} ids; up to {MOST_IDS:,} can be left out.")
    return pa.array(ids, pa.string())


def plain_ids(ids: pa.Array) -> pa.Array:
    """Ids as they are compared: '12.0' and ' 12' are 12; leading zeros stay."""
    trimmed = pc.utf8_trim_whitespace(ids)
    # Looking for a dot takes a tenth of the time, and few ids have one.
    if not pc.any(pc.match_substring(trimmed, ".")).as_py():
        return trimmed
    return pc.replace_substring_regex(trimmed, _whole, r"\1")


def among(ids: pa.Array, others: pa.Array) -> pa.Array:
    """Which of the ids are in another list, however either is written."""
    return pc.is_in(plain_ids(ids), value_set=plain_ids(others))
