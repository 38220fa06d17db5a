"""Files on the command line: read, measured, swept, imported."""

import csv
import json
from pathlib import Path

import pytest

from webapp import cli

# Two clear groups: six customers around 1 and six around 101, eleven steps of the same small width inside each.
TWO_GROUPS = "id;spend;visits\n" + "".join(
    f"{n:03};{base + n % 3};{base + n % 2}\n" for n, base in enumerate([1] * 6 + [101] * 6)
)
ORDERS = (
    "order,customer,date,quantity,price\n"
    "1,A,2024-01-01,2,5.00\n"
    "2,A,2024-01-11,1,10.00\n"
    "3,B,2024-01-05,1,7.50\n"
    "4,,2024-01-06,1,1.00\n"
    "C5,B,2024-01-07,-1,7.50\n"
)


@pytest.fixture
def groups(tmp_path: Path) -> Path:
    path = tmp_path / "groups.csv"
    path.write_text(TWO_GROUPS)
    return path


def kindred(tmp_path: Path, *words: object) -> int:
    return cli.main(["--instance", str(tmp_path / "instance"), *map(str, words)])


def test_read_tells_what_is_in_a_file(groups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kindred(tmp_path, "read", groups, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["separator"], told["kind"], told["rows"]) == (";", "customers", 12)
    # 6 x 1 + 6 x 101 + twice (0 + 1 + 2 + 0 + 1 + 2)
    assert next(column["sum"] for column in told["columns"] if column["name"] == "spend") == 624


def test_a_table_of_six_hundred_columns_fits_the_memory_that_reading_may_take(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wide = tmp_path / "wide.csv"
    lines = [[f"c{place}" for place in range(600)], *([str(row)] * 600 for row in range(12))]
    wide.write_text("\n".join(",".join(cells) for cells in lines))
    assert kindred(tmp_path, "add-person", "mara@example.org", "--team", "Shop", "--new-team") == 0
    assert kindred(tmp_path, "import", wide, "--team", "Shop", "--name", "Wide") == 0, capsys.readouterr().err


def test_a_refused_file_gives_its_sentence_and_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_text("a,b\n1,2\n3,4,5\n")
    assert kindred(tmp_path, "read", broken) == 1
    told = capsys.readouterr()
    assert told.out == "" and "Row 3" in told.err


def test_measures_tells_how_lines_became_customers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "orders.csv", tmp_path / "customers.csv"
    file.write_text(ORDERS)
    assert kindred(tmp_path, "measures", file, "--json", "--out", out) == 0
    told = json.loads(capsys.readouterr().out)
    # Of 5 lines one has no customer and one is cancelled; A spends 2 x 5 + 10, B 7.50.
    assert [step["lines"] for step in told["funnel"]["steps"]] == [4, 3]
    assert (told["customers"], told["money"]) == (2, 27.5)
    with out.open() as table:
        assert [row["customer"] for row in csv.DictReader(table)] == ["A", "B"]


def test_sweep_finds_two_groups_and_labels_every_customer(
    groups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels.csv"
    words = ("sweep", groups, "--measures", "spend,visits", "--k", "1-3", "--labels", labels, "--json")
    assert kindred(tmp_path, *words) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["k"] for one in told["sweep"]] == [1, 2, 3]
    assert told["sweep"][1]["sizes"] == [6, 6]
    assert {measure["name"] for measure in told["recipe"]["measures"]} == {"spend", "visits"}
    with labels.open() as table:
        rows = list(csv.DictReader(table))
    assert len({row["segments_2"] for row in rows[:6]}) == 1
    assert rows[0]["segments_2"] != rows[11]["segments_2"]
    assert rows[0]["customer"] == "000"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--k", "many"], "no range of numbers"),
        (["--measures", "salary"], "no column 'salary'"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    groups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert kindred(tmp_path, "sweep", groups, *words) == 1
    assert sentence in capsys.readouterr().err


def test_an_imported_file_is_a_dataset_and_its_name_is_taken(
    groups: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kindred(tmp_path, "add-person", "mara@example.org", "--team", "Shop", "--new-team") == 0
    assert kindred(tmp_path, "import", groups, "--team", "Shop", "--name", "Customers") == 0
    assert "groups.csv is a version of “Customers” now." in capsys.readouterr().out
    assert kindred(tmp_path, "import", groups, "--team", "Shop", "--name", "customers") == 1
    assert "already a dataset" in capsys.readouterr().err
    assert kindred(tmp_path, "import", groups, "--team", "Nobody", "--name", "Customers") == 1
    assert "no team called" in capsys.readouterr().err
