"""How measures are made: refused at the door when it makes no sense, and the same again after JSON."""

import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from core.errors import BadInput
from core.measuring import Measuring

FULL = Measuring(
    rules=("customer", "copies"),
    reference=date(2024, 5, 31),
    since=date(2024, 1, 1),
    until=date(2024, 5, 30),
    zone="Europe/Berlin",
    cancel_mark="ST",
    currency="EUR",
    groups=("it's a group", "é"),
    discounts="share",
)


@pytest.mark.parametrize(
    "measuring", [Measuring(), FULL, replace(FULL, days="24 hours", reference=datetime(2024, 5, 31, 12, 50))]
)
def test_settings_are_the_same_after_json(measuring: Measuring) -> None:
    assert Measuring.from_json(json.loads(json.dumps(measuring.to_json()))) == measuring


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"rules": ["customers"]}, "no rule 'customers'"),
        ({"rules": "customer"}, "'rules' of the measures cannot be read"),
        ({"rules": None}, "'rules' of the measures cannot be read"),
        ({"reference": "31.05.2024"}, "not a date"),
        ({"reference": "2024-05-31T12:50"}, "counted back from a day"),
        ({"reference": "2024-05-31", "days": "24 hours"}, "counted back from a moment"),
        ({"reference": "2024-05-31T12:50+02:00", "days": "24 hours"}, "not a date"),
        ({"days": "working"}, "Days are counted by"),
        ({"days": None}, "'days' of the measures cannot be read"),
        ({"reference": 5}, "'reference' of the measures cannot be read"),
        ({"since": "2024-02-01", "until": "2024-01-01"}, "after its end"),
        ({"zone": "Mars/Base"}, "not a time zone"),
        ({"zone": "UTC'); drop table x; --"}, "not a time zone"),
        ({"cancel_mark": "C'"}, "one to five letters"),
        ({"cancel_mark": ""}, "one to five letters"),
        ({"discounts": "half"}, "share or as an amount"),
        ({"groups": ["a"] * 13}, "At most 12"),
        ({"nonsense": 1}, "no setting 'nonsense'"),
    ],
)
def test_settings_that_make_no_sense_are_refused_with_a_sentence(settings: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        Measuring.from_json(settings)
