"""First rows are a plain table that can be read by everybody."""

from tests.webapp.components.tree import parts, words
from webapp.components import rows


def test_a_value_that_is_not_there_is_a_dot_with_its_reason() -> None:
    table = rows.table("First rows", ["age"], ["number"], [(None,), (31.0,)])
    gap, value = [part for part in parts(table) if type(part).__name__ == "Td"]
    assert (gap.children, gap.title, value.children) == ("·", "No value", "31")


def test_a_long_text_is_cut_and_whole_on_hover() -> None:
    table = rows.table("First rows", ["note"], ["text"], [("x" * 200,)])
    (cell,) = [part for part in parts(table) if type(part).__name__ == "Td"]
    assert len(cell.children) == rows.LONGEST and cell.children.endswith("…")
    assert cell.title == "x" * 200


def test_the_table_has_a_caption_and_can_be_scrolled_by_keyboard() -> None:
    table = rows.table("The first 0 rows", ["a"], ["text"], [])
    assert "The first 0 rows" in words(table)
    assert table.tabIndex == "0"
