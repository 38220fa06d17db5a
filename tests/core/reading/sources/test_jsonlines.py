from pathlib import Path

from tests.core.reading.reading_of import read


def test_records_may_have_different_names(tmp_path: Path) -> None:
    reading, table = read(tmp_path, '{"id": "a", "age": 31}\n{"id": "b", "city": "Rome"}\n\n{"age": 33, "id": "c"}\n')
    assert table == {"id": ["a", "b", "c"], "age": [31, None, 33], "city": [None, "Rome", None]}
    assert reading.format == "jsonlines"


def test_whole_numbers_keep_all_their_digits(tmp_path: Path) -> None:
    content = '{"order id": 12345678901234567890, "spend": 1.5}\n{"order id": 12345678901234567891, "spend": 2}\n'
    assert read(tmp_path, content)[1]["order id"] == ["12345678901234567890", "12345678901234567891"]


def test_three_decimals_are_no_thousands(tmp_path: Path) -> None:
    reading, table = read(tmp_path, '{"id": "a", "spend": 1.234}\n{"id": "b", "spend": 2.345}\n')
    assert table["spend"] == [1.234, 2.345]
    assert reading.questions == ()


def test_nested_values_are_left_out_and_told(tmp_path: Path) -> None:
    reading, table = read(
        tmp_path, '{"id": "a", "tags": ["x"], "vip": true}\n{"id": "b", "tags": null, "vip": false}\n'
    )
    assert table == {"id": ["a", "b"], "vip": ["true", "false"]}
    assert "Column 'tags' holds lists or records. It was left out." in reading.notes


def test_odd_values_are_found_in_their_line(tmp_path: Path) -> None:
    content = "".join(f'{{"id": "a{n}", "spend": {n}}}\n' for n in range(20)) + '\n{"id": "b", "spend": "much"}\n'
    reading, _ = read(tmp_path, content)
    assert reading.columns[1].odd[0].place == "row 22"
