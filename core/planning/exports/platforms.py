"""Customer lists for advertising platforms: normalised, hashed, byte-exact. The formats and their sources: docs/audience-files.md."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

import pyarrow as pa

from core.errors import BadInput
from core.exploring.plain import as_text
from core.planning.exports.reach.contacts import ArmRows, Contacts
from core.planning.exports.reach.countries import country_code
from core.planning.exports.reach.people import Name, email, name_of, whole_name, without_punctuation
from core.planning.exports.reach.phones import e164
from core.planning.exports.written import Outlet, Sink, Tally, Written, write_rows

UNREACHABLE = "customers without a usable e-mail address, phone number or postal address"
SHARED = "customers with the e-mail address or phone number of someone held out"
UNUSABLE = {
    "email": "e-mail addresses that are none",
    "phone": "phone numbers that can't be any",
    "name": "names of one word",
    "country": "countries that are not known",
}


@dataclass(frozen=True)
class Person:
    """What is usable of a customer, empty where nothing is. `country` is two capital letters."""

    email: str = ""
    phone: str = ""
    first: str = ""
    last: str = ""
    country: str = ""
    postcode: str = ""

    @property
    def has_address(self) -> bool:
        return bool(self.last and self.country and self.postcode)


@dataclass(frozen=True)
class Platform:
    """The headers of a file and how a person becomes a row of it."""

    name: str
    headers: tuple[str, ...]
    row: Callable[[Person], tuple[str, ...]]


def write_for(platform: Platform, rows: ArmRows, contacts: Contacts, country: str, to: Sink) -> Written:
    """`country` is the team's: that of phone numbers without a code, unless the customer's own country is known.

    A treated customer with the e-mail address or phone number of someone held out would carry them into the file: left out.
    """
    check_reach(platform, contacts)
    outlet, tally = Outlet(to), Tally()
    held_out = _marks(_people(rows.held_out, contacts, country, Tally()))
    people = _apart(_people(rows.treated, contacts, country, tally), held_out, tally)
    tally.rows = write_rows(platform.headers, map(platform.row, people), outlet)
    return outlet.closed(tally)


def check_reach(platform: Platform, contacts: Contacts) -> None:
    """An address takes name, country and postcode; an e-mail address or a phone number is enough alone."""
    has_address = contacts.names and contacts.country and contacts.postcode
    if not (contacts.email or contacts.phone or has_address):
        missing = ", ".join(contacts.missing)
        raise BadInput(
            f"{platform.name} can't find these customers: no column has the roles {missing}. "
            "Give a column the role e-mail or phone, or columns those of name, country and postcode."
        )


def _people(batches: Iterable[pa.RecordBatch], contacts: Contacts, country: str, tally: Tally) -> Iterator[Person]:
    for batch in batches:
        cells = {name: as_text(batch.column(name)).to_pylist() for name in contacts.columns}
        for place in range(batch.num_rows):
            known = {name: (column[place] or "").strip() for name, column in cells.items()}
            person = _person(known, contacts, country, tally)
            if person.email or person.phone or person.has_address:
                yield person
            else:
                tally.left_out[UNREACHABLE] += 1


def _marks(people: Iterable[Person]) -> set[str]:
    """What a platform would know these people by."""
    return {mark for person in people for mark in (person.email, person.phone) if mark}


def _apart(people: Iterable[Person], held_out: set[str], tally: Tally) -> Iterator[Person]:
    for person in people:
        if person.email in held_out or person.phone in held_out:
            tally.left_out[SHARED] += 1
        else:
            yield person


def _person(known: dict[str, str], contacts: Contacts, country: str, tally: Tally) -> Person:
    def usable(column: str | None, what: str, reading: Callable[[str], str | None]) -> str:
        text = known[column] if column else ""
        found = (reading(text) if text else "") or ""
        tally.blank[UNUSABLE[what]] += bool(text and not found)
        return found

    name = _name([known[column] for column in contacts.names], tally)
    home = usable(contacts.country, "country", country_code)
    return Person(
        email=usable(contacts.email, "email", email),
        phone=usable(contacts.phone, "phone", lambda text: e164(text, home or country)),
        first=name.first if name else "",
        last=name.last if name else "",
        country=home,
        postcode=known[contacts.postcode] if contacts.postcode else "",
    )


def _name(cells: list[str], tally: Tally) -> Name | None:
    found = name_of(cells[0], cells[1]) if len(cells) == 2 else whole_name(cells[0]) if cells else None
    tally.blank[UNUSABLE["name"]] += bool(any(cells) and not found)
    return found


def _hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest() if text else ""


def _google(person: Person) -> tuple[str, ...]:
    """The four columns of an address go together: all or none. Country and postcode stay as they are."""
    address = ("", "", "", "")
    if person.has_address:
        address = (_hashed(person.first), _hashed(person.last), person.country, person.postcode)
    return (_hashed(person.email), _hashed(person.phone), *address)


def _meta(person: Person) -> tuple[str, ...]:
    """Digits without a plus sign, names without punctuation, postcodes without spaces; everything is hashed."""
    postcode = person.postcode.lower().replace(" ", "").replace("-", "")
    return tuple(
        _hashed(text)
        for text in (
            person.email,
            person.phone.removeprefix("+"),
            without_punctuation(person.first),
            without_punctuation(person.last),
            postcode[:5] if person.country == "US" else postcode,
            person.country.lower(),
        )
    )


GOOGLE = Platform("Google", ("Email", "Phone", "First Name", "Last Name", "Country", "Zip"), _google)
META = Platform("Meta", ("email", "phone", "fn", "ln", "zip", "country"), _meta)
