"""The customers of the shop as its own system knows them, still without a fault."""

import unicodedata

import numpy as np
import pandas as pd

from core.samples.arrays import Flags, Whole
from core.samples.shop.countries import COUNTRIES, SIGNS, Country
from core.samples.shop.kinds import values_of
from core.samples.shop.orders import customer_ids

YOUNGEST, OLDEST = 18, 89
AGE_SPREAD = 11.0
MAIL_HOSTS = np.array(["example.com", "example.net", "example.org", "mail.example", "post.example"])
HOME_STYLE = 0.4  # of the people write their phone number as at home, without the code of the country


def people(rng: np.random.Generator, numbers: Whole, kinds: Whole) -> pd.DataFrame:
    """A row for each customer number; age and gender lean a little with the kind."""
    is_woman = rng.random(len(numbers)) < values_of("female")[kinds]
    age = np.rint(rng.normal(values_of("age")[kinds], AGE_SPREAD)).clip(YOUNGEST, OLDEST)
    home = rng.choice(len(COUNTRIES), size=len(numbers), p=[country.share for country in COUNTRIES])
    name, phone, postcode = (np.empty(len(numbers), dtype=object) for _ in range(3))
    for place, country in enumerate(COUNTRIES):
        here = home == place
        name[here] = _names(rng, country, is_woman[here])
        phone[here] = _phones(rng, country, here.sum())
        postcode[here] = _postcodes(rng, country, here.sum())
    return pd.DataFrame(
        {
            "customer_id": customer_ids(numbers),
            "name": name,
            "email": _mails(rng, name.tolist(), numbers),
            "phone": phone,
            "gender": np.where(is_woman, "female", "male").astype(object),
            "age": pd.array(age.astype(np.int64), dtype="Int64"),
            "postcode": postcode,
            "country": np.array([country.name for country in COUNTRIES], dtype=object)[home],
        }
    )


def _names(rng: np.random.Generator, country: Country, is_woman: Flags) -> list[str]:
    women, men = rng.choice(country.women, len(is_woman)), rng.choice(country.men, len(is_woman))
    first = np.where(is_woman, women, men)
    return [f"{own} {family}" for own, family in zip(first, rng.choice(country.families, len(first)), strict=True)]


def _mails(rng: np.random.Generator, names: list[str], numbers: Whole) -> list[str]:
    """One of its own for each customer, because the number is in it."""
    hosts = rng.choice(MAIL_HOSTS, len(names))
    return [f"{_plain(name)}{number}@{host}" for name, number, host in zip(names, numbers, hosts, strict=True)]


def _plain(name: str) -> str:
    """Jürgen Voß becomes jurgen.voss."""
    letters = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(letter for letter in letters.replace(" ", ".") if letter.isascii() and letter not in "'")


def _phones(rng: np.random.Generator, country: Country, how_many: int) -> list[str]:
    """Numbers of the country's ranges, none twice until all are used up."""
    size = 10 ** country.phone_ranges[0].count("#")
    drawn = np.resize(rng.permutation(len(country.phone_ranges) * size), how_many)
    at_home = rng.random(how_many) < HOME_STYLE
    return [
        _phone(country, country.phone_ranges[number // size], number % size, home)
        for number, home in zip(drawn, at_home, strict=True)
    ]


def _phone(country: Country, pattern: str, number: int, at_home: bool) -> str:
    digits = iter(str(number).zfill(pattern.count("#")))
    local = "".join(next(digits) if sign == "#" else sign for sign in pattern)
    return f"0{local}" if at_home else f"{country.calling_code} {local}"


def _postcodes(rng: np.random.Generator, country: Country, how_many: int) -> list[str]:
    begins = rng.choice(country.postcode_areas, how_many)
    signs = [rng.choice(list(SIGNS.get(sign, sign)), how_many) for sign in country.postcode]
    return ["".join(parts) for parts in zip(begins, *signs, strict=True)]
