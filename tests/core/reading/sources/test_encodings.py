from pathlib import Path

import pytest

from core.reading import Choices
from core.reading.sources.census import BLOCK, take_census
from tests.core.reading.reading_of import read

CONTENT = "id,name\nK1,Zoë\nK2,José\nK3,Ann\n"
NAMES = ["Zoë", "José", "Ann"]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16-LE"),
        ("utf-16-be", "UTF-16-BE"), ("utf-32", "UTF-32"), ("cp1252", "Western European (Windows-1252)"),
    ],
)  # fmt: skip
def test_the_encoding_is_found(encoding: str, told: str, tmp_path: Path) -> None:
    reading, table = read(tmp_path, CONTENT.encode(encoding))
    assert table["name"] == NAMES
    assert reading.encoding == told


def test_a_letter_at_the_very_end_decides_the_encoding_of_all(tmp_path: Path) -> None:
    rows = "".join(f"K{n},Ann\n" for n in range(200_000))
    reading, table = read(tmp_path, f"id,name\n{rows}K,Zoë\n".encode("cp1252"))
    assert table["name"][-1] == "Zoë"
    assert reading.encoding == "Western European (Windows-1252)"


def test_an_encoding_may_be_chosen(tmp_path: Path) -> None:
    content = "id,name\nK1,Łódź\nK2,Brno\n".encode("cp1250")
    assert read(tmp_path, content, Choices(encoding="cp1250"))[1]["name"] == ["Łódź", "Brno"]


def test_western_letters_that_look_like_utf8_by_accident_are_western(tmp_path: Path) -> None:
    """In Windows-1252, É followed by » is written C9 BB, which is a letter of UTF-8 too."""
    rows = "".join(f"K{n},Café Zoé\n" for n in range(40))
    reading, table = read(tmp_path, f"id,name\n{rows}K,«CAFÉ»\n".encode("cp1252"))
    assert table["name"][-1] == "«CAFÉ»"
    assert reading.encoding == "Western European (Windows-1252)"


@pytest.mark.parametrize(
    ("content", "lines", "smooth"),
    [
        (b"a\nb\nc\n", 3, True),
        (b"a\nb\nc", 3, True),
        (b"a\r\nb\r\n", 2, True),
        (b"a\nb\n\n\n", 2, True),
        (b"a\n\nb\n", 3, False),
        (b"a\r\n\r\nb\r\n", 3, False),
        (b"a\r\nb\nc\n", 3, False),
        (b"\na\nb\n", 3, False),
    ],
)
def test_lines_are_counted_without_the_engine(content: bytes, lines: int, smooth: bool, tmp_path: Path) -> None:
    path = tmp_path / "t"
    path.write_bytes(content)
    census = take_census(path, '"')
    assert (census.lines, census.smooth) == (lines, smooth)


def test_what_lies_on_the_seam_of_two_blocks_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "t"
    path.write_bytes(b"x" * (BLOCK - 1) + b"\n" + b"\ny\n")
    assert not take_census(path, '"').smooth
    path.write_bytes(b"x" * (BLOCK - 1) + b"\r" + b"\ny\r\n")
    assert take_census(path, '"').smooth
    path.write_bytes(b"x" * (BLOCK - 1) + b"\n" + b",,\n")
    assert take_census(path, '"').last_bare == 2
