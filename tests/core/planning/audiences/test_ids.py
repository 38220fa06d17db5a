"""Ids that people paste, as they come out of mails and spreadsheets."""

import pyarrow as pa
import pytest

from core.errors import TooBig
from core.planning import ids_from_text
from core.planning.audiences.ids import among


def test_blank_lines_spaces_quotes_and_separators_do_not_matter() -> None:
    text = "\ufeff C1 \r\n\r\n\"C2\";C3,\tC4\n'C5'\n   \nC1\n"
    assert ids_from_text(text).to_pylist() == ["C1", "C2", "C3", "C4", "C5"]


def test_an_empty_list_is_empty() -> None:
    assert ids_from_text(" \n;,").to_pylist() == []


def test_the_point_zero_of_a_spreadsheet_does_not_matter_on_either_side() -> None:
    ours = pa.array(["12", "13.0", "0014", "1.5", " 16 "])
    theirs = pa.array(["12.0", "13", "14", "1", "16"])
    # 0014 is not 14: zeros in front are part of an id.
    assert among(ours, theirs).to_pylist() == [True, True, False, False, True]


def test_a_list_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.planning.audiences.ids.MOST_IDS", 2)
    with pytest.raises(TooBig, match="3 ids; up to 2"):
        ids_from_text("1\n2\n3")
