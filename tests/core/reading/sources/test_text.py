from pathlib import Path

import pytest

from core.errors import BadInput
from core.reading import Choices
from tests.core.reading.reading_of import read

PLAIN = {"id": ["K1", "K2"], "spend": [1.5, 2.5]}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^"])
def test_the_separator_is_found(separator: str, tmp_path: Path) -> None:
    reading, table = read(
        tmp_path, "\n".join(separator.join(row) for row in (("id", "spend"), ("K1", "1.5"), ("K2", "2.5")))
    )
    assert table == PLAIN
    assert reading.separator == separator


def test_two_telling_first_lines_do_not_fool_it(tmp_path: Path) -> None:
    """Semicolons inside the first values, commas between all."""
    content = 'id,likes,age\nK1,"tea; milk",31\nK2,"tea; cake",32\n' + "".join(f"K{n},tea,{n}\n" for n in range(3, 30))
    reading, table = read(tmp_path, content)
    assert reading.separator == ","
    assert table["likes"][0] == "tea; milk"


def test_rows_with_too_few_values_are_filled_and_counted(tmp_path: Path) -> None:
    reading, table = read(tmp_path, "id,age,city\nK1,31,Rome\nK2\nK3,33\n")
    assert table == {"id": ["K1", "K2", "K3"], "age": [31, None, 33], "city": ["Rome", None, None]}
    assert "Rows with too few values: 2 (first: row 3). Their last columns are empty." in reading.notes


def test_rows_with_too_many_values_may_be_dropped(tmp_path: Path) -> None:
    content = "id,age\nK1,31\nK2,32,7,8\nK3,33\n"
    with pytest.raises(
        BadInput, match=r"Row 3 has 4 values but the header has 2. Check for an extra separator in that row."
    ):
        read(tmp_path, content)
    reading, table = read(tmp_path, content, Choices(surplus="drop"))
    assert table == {"id": ["K1", "K3"], "age": [31, 33]}
    assert "Rows with too many values, left out: 1 (first: row 3)." in reading.notes


def test_surplus_separators_are_no_values(tmp_path: Path) -> None:
    assert read(tmp_path, "id,spend\nK1,1.5,,\nK2,2.5,\n")[1] == PLAIN


def test_a_quotation_mark_inside_a_value_is_kept_and_told(tmp_path: Path) -> None:
    reading, table = read(tmp_path, 'id,screen\nK1,"5" wide"\nK2,"6"\nK3,7\n')
    assert table["id"] == ["K1", "K2", "K3"]
    assert any("Rows with a quotation mark inside a value: 1 (first: row 2)" in note for note in reading.notes)


def test_quoted_values_hold_separators_line_ends_and_marks(tmp_path: Path) -> None:
    _, table = read(tmp_path, 'id,said\nK1,"a, b"\nK2,"two\nlines"\nK3,"so ""good"""\n')
    assert table["said"] == ["a, b", "two\nlines", 'so "good"']


def test_a_backslash_may_escape_a_mark(tmp_path: Path) -> None:
    rows = "".join(f'K{n},"so \\"good\\", {n}"\n' for n in range(5))
    assert read(tmp_path, f"id,said\n{rows}")[1]["said"][0] == 'so "good", 0'


def test_notes_above_the_table_are_left_out_and_asked_about(tmp_path: Path) -> None:
    reading, table = read(tmp_path, "Customers of May\nprinted by the till\n\nid,spend\nK1,1.5\nK2,2.5\n")
    assert table == PLAIN
    assert "Rows of notes above the table, left out: 2." in reading.notes
    (question,) = reading.questions
    assert (question.about, question.taken) == ("header row", "4")
    assert question.sentence == "The first row with column names seems to be row 4. Is that right?"


def test_rows_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    content = "Customers of May\n\nid,spend\n" + "".join(f"K{n},{n}\n" for n in range(20)) + "K20,much\n"
    reading, _ = read(tmp_path, content)
    # Two rows above, the header in row 3, K0 in row 4: K20 stands in row 24.
    assert reading.columns[1].odd[0].place == "row 24"


def test_blank_lines_are_passed_over_and_counted(tmp_path: Path) -> None:
    content = "id,spend\nK0,1\n\n\n" + "".join(f"K{n},{n}\n" for n in range(1, 20)) + "K20,much\n\n\n"
    reading, table = read(tmp_path, content)
    assert len(table["id"]) == 21
    # Header, K0, two blank lines, K1 to K19 in rows 5 to 23.
    assert reading.columns[1].odd[0].place == "row 24"


def test_a_table_without_names_numbers_its_columns(tmp_path: Path) -> None:
    reading, table = read(tmp_path, "K1,1.5\nK2,2.5\nK3,2.5\n")
    assert table == {"Column 1": ["K1", "K2", "K3"], "Column 2": [1.5, 2.5, 2.5]}
    assert reading.choices.header_row == 0


def test_the_header_may_be_chosen(tmp_path: Path) -> None:
    content = "a,b\nid,name\nK1,Ann\nK2,Bob\n"
    assert read(tmp_path, content)[1] == {"a": ["id", "K1", "K2"], "b": ["name", "Ann", "Bob"]}
    assert read(tmp_path, content, Choices(header_row=2))[1] == {"id": ["K1", "K2"], "name": ["Ann", "Bob"]}


def test_empty_rows_and_columns_are_left_out(tmp_path: Path) -> None:
    _, table = read(tmp_path, "id,,spend,\nK1,,1.5,\n,,,\n , ,, \nK2,,2.5,\n")
    assert table == PLAIN


def test_invisible_control_characters_are_removed_and_told(tmp_path: Path) -> None:
    reading, table = read(tmp_path, b"id,name\nK1,An\0n\nK2,Bo\0b\n")
    assert table["name"] == ["Ann", "Bob"]
    assert reading.notes[0].startswith("Row 2 contains an invisible control character in column 'name'. All 2 of them")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_three_ways_or_in_all_of_them(line_end: str, tmp_path: Path) -> None:
    assert read(tmp_path, line_end.join(["id,spend", "K1,1.5", "K2,2.5", ""]))[1] == PLAIN
    assert read(tmp_path, f"id,spend\r\nK1,1.5{line_end}K2,2.5\n")[1] == PLAIN


def test_columns_aligned_by_blanks(tmp_path: Path) -> None:
    content = (
        "Name             Spend   City\n"
        "-----------------------------------\n"
        "Ann Lee           1.50   New York\n"
        "Bob            1234.00   Rome\n"
        "Cleo Müller                Paris\n"
    )  # fmt: skip
    reading, table = read(tmp_path, content)
    assert reading.separator == "aligned"
    assert table == {
        "Name": ["Ann Lee", "Bob", "Cleo Müller"],
        "Spend": [1.5, 1234.0, None],
        "City": ["New York", "Rome", "Paris"],
    }


def test_a_single_column_may_have_decimal_commas(tmp_path: Path) -> None:
    assert read(tmp_path, "spend\n1,5\n2,25\n3,75\n")[1] == {"spend": [1.5, 2.25, 3.75]}


def test_a_path_full_of_patterns_is_only_a_path(tmp_path: Path) -> None:
    (tmp_path / "t1.csv").write_text("other,table\n1,2\n3,4\n")
    assert read(tmp_path, "id,spend\nK1,1.5\nK2,2.5\n", name="t[1]*'{x}?.csv")[1] == PLAIN


def test_a_row_longer_than_the_engine_takes_is_told(tmp_path: Path) -> None:
    names = ",".join(f"c{n}" for n in range(40))
    row = ",".join("x" * 110_000 for _ in range(40))
    with pytest.raises(BadInput, match=r"Row 3 is longer than 4.0 MB"):
        read(tmp_path, f"{names}\n{names}\n{row}\n{names}\n")


def test_many_columns_are_no_trouble(tmp_path: Path) -> None:
    width = 1_000
    lines = [
        ",".join(f"c{n}" for n in range(width)),
        *(",".join(str(n + row) for n in range(width)) for row in range(5)),
    ]
    reading, table = read(tmp_path, "\n".join(lines) + "\n")
    assert (len(reading.columns), table["c999"]) == (width, [999, 1000, 1001, 1002, 1003])
