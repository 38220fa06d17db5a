"""Lists for advertising platforms: exact headers, exact bytes, and hashes that a second implementation and the platforms' own
documents agree with."""

import csv
import io
import re
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.exploring import Table
from core.planning import draw
from core.planning.exports import GOOGLE, META, ArmRows, Contacts, Platform, Written, arm_rows, write_for
from core.samples.shop import web_shop

ROLES = {
    "customer_id": "customer",
    "email": "e-mail",
    "phone": "phone",
    "name": "name",
    "country": "country",
    "postcode": "postcode",
}
WHOLE = {
    "customer_id": "C1",
    "email": "Alex@Example.com",
    "phone": "030 23125 123",
    "name": "Alex Quinn",
    "country": "Germany",
    "postcode": "01234",
}


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def written(
    platform: Platform, *people: dict[str, Any], held_out: tuple[dict[str, Any], ...] = ()
) -> tuple[list[list[str]], Written]:
    treated, others = (_table(people[0], rows) for rows in (people, held_out))
    pieces: list[bytes] = []
    contacts = Contacts.of(Table.of(treated, ROLES))
    rows = ArmRows(iter(treated.to_batches()), iter(others.to_batches()), 0)
    found = write_for(platform, rows, contacts, "DE", pieces.append)
    whole = b"".join(pieces)
    assert (found.size, found.sha256) == (len(whole), sha256(whole).hexdigest())
    return list(csv.reader(io.StringIO(whole.decode(), newline=""))), found


def _table(like: dict[str, Any], people: tuple[dict[str, Any], ...]) -> pa.Table:
    return pa.table({name: pa.array([person.get(name) for person in people], pa.string()) for name in like})


def test_google_has_its_exact_headers_and_an_unhashed_address() -> None:
    rows, found = written(GOOGLE, WHOLE)
    assert rows == [
        ["Email", "Phone", "First Name", "Last Name", "Country", "Zip"],
        [hashed("alex@example.com"), hashed("+493023125123"), hashed("alex"), hashed("quinn"), "DE", "01234"],
    ]
    assert (found.rows, found.left_out, found.blank) == (1, (), ())


def test_meta_has_its_published_headers_and_hashes_everything() -> None:
    rows, _ = written(META, WHOLE | {"postcode": "SW1A 1-AA", "name": "Mary O'Hara"})
    assert rows == [
        ["email", "phone", "fn", "ln", "zip", "country"],
        [
            hashed("alex@example.com"),
            hashed("493023125123"),
            hashed("mary"),
            hashed("ohara"),
            hashed("sw1a1aa"),
            hashed("de"),
        ],
    ]


def test_hashes_are_those_that_google_publishes() -> None:
    """Tests of the Data Manager library: github.com/googleads/data-manager-node, util/test/formatter.test.ts."""
    person = {"customer_id": "1", "email": "  ALEXZ@example.com   ", "phone": "+1 800-555-0100"}
    rows, _ = written(GOOGLE, person)
    assert rows[1][:2] == [
        "509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
        "fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30",
    ]


def test_hashes_are_those_that_meta_publishes() -> None:
    """developers.facebook.com, Customer Information Parameters."""
    person = WHOLE | {"email": "John_Smith@gmail.com", "phone": "(650)555-1212", "country": "US", "name": "Mary Smith"}
    rows, _ = written(META, person)
    assert rows[1][:3] == [
        "62a14e44f765419d10fea99367361a727c12365e2520f32218d505ed9aa0f62f",
        "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
        "6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec",
    ]
    assert rows[1][5] == "79adb2a2fce5c6ba215fe5f27f532d4e7edbac4b6a5e09e1ef3a08084a904621"
    korean, _ = written(META, person | {"name": "정 Valéry"})
    assert korean[1][2] == "8fa8cd9c440be61d0151429310034083132b35975c4bea67fdd74158eb51db14"
    assert korean[1][3] == "08e1996b5dd49e62a4b4c010d44e4345592a863bb9f8e3976219bac29417149c"


def test_an_american_postcode_has_five_digits_for_meta() -> None:
    rows, _ = written(META, WHOLE | {"country": "USA", "postcode": "94035-1234"})
    assert rows[1][4] == hashed("94035")


def test_a_phone_number_belongs_to_the_country_of_its_customer_or_else_of_the_team() -> None:
    person = {"customer_id": "1", "phone": "020 7946 0123"}
    at_home, _ = written(GOOGLE, person | {"country": "UK"})
    # In Germany, 020 is no area, and yet a number of that length is possible: the customer's country has to decide.
    assert at_home[1][1] == hashed("+442079460123")
    unknown, _ = written(GOOGLE, person | {"country": ""})
    assert unknown[1][1] == hashed("+492079460123")


def test_four_columns_of_an_address_go_together() -> None:
    for gap in ("name", "country", "postcode"):
        rows, _ = written(GOOGLE, WHOLE | {gap: None})
        assert rows[1][2:] == ["", "", "", ""]


def test_who_cannot_be_found_is_left_out_and_what_cannot_be_used_is_counted() -> None:
    nobody = {"customer_id": "2", "email": "none", "phone": "12", "name": "Cher", "country": "Atlantis", "postcode": ""}
    gaps = dict.fromkeys(ROLES, None)
    rows, found = written(GOOGLE, WHOLE, nobody, gaps)
    assert len(rows) == 2
    assert found.rows == 1
    assert found.left_out == (("customers without a usable e-mail address, phone number or postal address", 2),)
    assert dict(found.blank) == {
        "e-mail addresses that are none": 1,
        "phone numbers that can't be any": 1,
        "names of one word": 1,
        "countries that are not known": 1,
    }


def test_missing_roles_are_told_where_nothing_is_enough() -> None:
    with pytest.raises(BadInput, match="no column has the roles e-mail, phone, country"):
        written(META, {"customer_id": "1", "name": "Alex Quinn", "postcode": "1"})
    rows, _ = written(META, {"customer_id": "1", "email": "a@example.com"})
    assert rows[1] == [hashed("a@example.com"), "", "", "", "", ""]


def test_who_shares_an_address_with_someone_held_out_stays_out_of_the_file_too() -> None:
    same_mail = WHOLE | {"email": "anna@example.com", "phone": ""}
    same_phone = WHOLE | {"email": "", "phone": "+44 20 7946 0123"}
    held = {"email": " ANNA@example.com", "phone": "020 7946 0123", "country": "UK"}
    rows, found = written(META, same_mail, WHOLE, same_phone, held_out=(WHOLE | held,))
    assert [row[0] for row in rows[1:]] == [hashed("alex@example.com")]
    assert found.left_out == (("customers with the e-mail address or phone number of someone held out", 2),)


letters = st.text(st.characters(categories=["Lu", "Ll"], exclude_characters="ıſİ"), min_size=1, max_size=8)
spaces = st.sampled_from(["", " ", "  "])


@settings(deadline=None)
@given(letters, letters, spaces, st.booleans())
def test_the_same_person_written_in_two_ways_gives_the_same_row(first: str, last: str, space: str, loud: bool) -> None:
    one = WHOLE | {"name": f"Anna{first} {last}x", "email": "anna@example.com"}
    other = one | {
        "name": f"{space}Anna{first}  {space}{last}x ",
        "email": f"{space}{'ANNA' if loud else 'anna'}@EXAMPLE.com{space}",
        "phone": "+49 (0)30 / 23125-123",
        "country": "de",
    }
    for platform in (GOOGLE, META):
        rows, _ = written(platform, one, other)
        assert rows[1] == rows[2]


def second_implementation(person: dict[str, Any]) -> list[str]:
    """Google's rules once more, written for the sample shop alone: three countries, whole names, a zero at home."""
    code, letters_of = {"Germany": ("49", "DE"), "France": ("33", "FR"), "United Kingdom": ("44", "GB")}.get(
        str(person["country"]).strip(), ("49", "")
    )
    mail, number = str(person["email"] or "").strip().lower(), re.sub(r"[^0-9+]", "", str(person["phone"] or ""))
    number = number if number.startswith("+") or not number else f"+{code}{number[1:]}"
    first, last = str(person["name"]).strip().lower().split(" ")
    postcode = str(person["postcode"] or "").strip()
    address = [hashed(first), hashed(last), letters_of, postcode] if letters_of and postcode else [""] * 4
    return [hashed(mail) if mail else "", hashed(number) if number else "", *address]


def test_the_list_of_the_sample_shop_equals_a_second_implementation_and_holds_nobody_who_is_held_out() -> None:
    people = web_shop(7, 1_200).customers
    table = Table.of(pa.Table.from_pandas(people, preserve_index=False), ROLES)
    ids = pa.array(people["customer_id"].unique())
    arms, contacts, pieces = draw(ids, np.zeros(len(ids)), "7", 0.1), Contacts.of(table), list[bytes]()
    rows = arm_rows(table, contacts.customer, contacts.columns, arms)
    write_for(GOOGLE, rows, contacts, "DE", pieces.append)
    found = list(csv.reader(io.StringIO(b"".join(pieces).decode(), newline="")))[1:]
    last_rows = people.drop_duplicates("customer_id", keep="last").astype(object)
    last_rows = last_rows.where(last_rows.notna(), None)
    treated = last_rows["customer_id"].isin(arms.treated.to_pylist())
    expected = [second_implementation(one) for one in last_rows[treated].to_dict("records")]
    assert found == [row for row in expected if any(row)]
    held_out = {second_implementation(one)[0] for one in last_rows[~treated].to_dict("records")} - {""}
    assert len(held_out) > 100
    assert not held_out & {row[0] for row in found}
