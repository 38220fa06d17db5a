import json
from pathlib import Path

from core.reading import facts
from tests.core.reading.reading_of import read

CONTENT = "customer,joined,spend,city\nK1,2024-05-01,1.5,Rome\nK2,,?,Rome\nK3,2024-05-31 08:30,much,\n" + "".join(
    f"K{n},2024-05-09,2,Rome\n" for n in range(4, 24)
)


def test_the_facts_are_those_the_command_line_prints(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, CONTENT)
    told = facts(reading)
    assert list(told) == ["format", "encoding", "separator", "kind", "rows", "columns", "notes"]
    assert [told[key] for key in ("format", "encoding", "separator", "kind", "rows")] == [
        "csv",
        "UTF-8",
        ",",
        "customers",
        23,
    ]
    # Spend: 1.5 and twenty times 2.
    assert told["columns"] == [
        {"name": "customer", "type": "text", "role": "customer", "missing": 0, "not_understood": 0},
        {
            "name": "joined", "type": "date", "role": "date", "missing": 1, "not_understood": 0,
            "first": "2024-05-01T00:00:00", "last": "2024-05-31T08:30:00",
        },
        {"name": "spend", "type": "number", "role": "number", "missing": 2, "not_understood": 1, "sum": 41.5},
        {"name": "city", "type": "text", "role": "category", "missing": 1, "not_understood": 0},
    ]  # fmt: skip
    assert (
        "1 of 23 values in 'spend' are not numbers (for example 'much' in row 4). They count as missing."
        in told["notes"]
    )
    assert json.loads(json.dumps(told)) == told


def test_questions_are_among_the_notes_of_the_command_line(tmp_path: Path) -> None:
    reading, _ = read(tmp_path, "id,day\nK1,01/02/2024\nK2,03/04/2024\n")
    assert "Dates in 'day' can be read as day/month or month/day. Which is right?" in facts(reading)["notes"]
