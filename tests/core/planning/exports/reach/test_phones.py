"""Phone numbers of many countries, as people write them, in E.164."""

import pytest

from core.planning.exports.reach.phones import e164


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("030 23125 123", "DE", "+493023125123"),
        ("+49 (0)30 23125-123", "GB", "+493023125123"),
        ("0049 30 23125123", "DE", "+493023125123"),
        ("+491701234567", "US", "+491701234567"),
        ("06 39 98 12 34", "FR", "+33639981234"),
        ("020 7946 0123", "GB", "+442079460123"),
        ("07700 900123", "GB", "+447700900123"),
        ("(650) 555-1212", "US", "+16505551212"),
        ("1 800 555 0100", "US", "+18005550100"),
        ("011 44 20 7946 0123", "US", "+442079460123"),
        ("06 698 12345", "IT", "+390669812345"),  # Italy keeps its zero
        ("044 668 18 00", "CH", "+41446681800"),
        ("8 912 345-67-89", "RU", "+79123456789"),  # Russia dials 8 for the zero of others
        ("11 96123-4567", "BR", "+5511961234567"),
        ("98765 43210", "IN", "+919876543210"),
        ("03-1234-5678", "JP", "+81312345678"),
        ("0 2312 0 123 ext. 4", "DE", "+4923120123"),
    ],
)
def test_a_number_is_understood_as_at_home(written: str, country: str, expected: str) -> None:
    assert e164(written, country) == expected


@pytest.mark.parametrize("written", ["", "n/a", "12", "0", "+", "+999 123", "1" * 40, "call me", "030"])
def test_what_can_be_no_number_is_none(written: str) -> None:
    assert e164(written, "DE") is None
