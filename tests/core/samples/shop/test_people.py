"""What is promised of the people: invented, reachable by nobody, and each of their own."""

import re

import numpy as np
import pandas as pd
import pytest

from core.samples.shop.countries import COUNTRIES
from core.samples.shop.people import people

# As published: Bundesnetzagentur, notice 148/2021; Arcep, national numbering plan 2.5.12; Ofcom, numbers for drama.
RESERVED = {
    "Germany": r"(?:\+49|0)(?:3023125|4066969|6990009|8999998|2214710)\d{3}",
    "France": r"(?:\+33|0)(?:19900|26191|35301|46571|53649|63998)\d{4}",
    "United Kingdom": r"(?:\+44|0)(?:2079460\d{3}|11[345678]4960\d{3}|1[23456]14960\d{3}|7700900\d{3})",
}
POSTCODES = {"Germany": r"\d{5}", "France": r"\d{5}", "United Kingdom": r"[A-Z]{1,2}\d \d[A-Z]{2}"}


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    numbers = np.arange(1, 8_001)
    return people(np.random.default_rng(1), numbers, numbers % 4)


@pytest.mark.parametrize("country", RESERVED)
def test_phone_numbers_come_from_ranges_kept_for_fiction(everyone, country):
    phones = everyone.loc[everyone["country"] == country, "phone"].str.replace(" ", "")
    assert len(phones) > 1_000
    assert phones.str.fullmatch(RESERVED[country]).all()


def test_phone_numbers_are_written_both_as_at_home_and_as_from_abroad(everyone):
    # A share of 0.4 of 8,000 scatters by 0.0055; four of these.
    assert everyone["phone"].str.startswith("0").mean() == pytest.approx(0.4, abs=0.022)


def test_no_phone_number_is_given_twice(everyone):
    own = everyone["phone"].str.replace(r"^(\+\d\d |0)", "", regex=True) + everyone["country"]
    assert own.is_unique


def test_more_people_than_numbers_share_them():
    numbers = np.arange(1, 40_001)
    crowd = people(np.random.default_rng(1), numbers, numbers % 4)
    germans = crowd.loc[crowd["country"] == "Germany", "phone"].str.replace(r"^(\+49 |0)", "", regex=True)
    assert len(germans) > germans.nunique() == 5_000


def test_e_mail_addresses_are_plain_letters_of_example_hosts_and_each_of_its_own(everyone):
    address = re.compile(r"[a-z]+\.[a-z]+\d+@(?:example\.(?:com|net|org)|[a-z]+\.example)")
    assert everyone["email"].map(address.fullmatch).notna().all()
    assert everyone["email"].is_unique


def test_names_keep_their_letters_and_e_mail_addresses_do_without(everyone):
    voss = everyone[everyone["name"] == "Jürgen Voß"].iloc[0]
    number = int(voss["customer_id"][1:])
    assert voss["email"].split("@")[0] == f"jurgen.voss{number}"
    dotless = everyone[everyone["name"].str.endswith("Yıldız")].iloc[0]
    assert ".yildiz" in dotless["email"]


def test_names_are_of_the_country_and_the_gender(everyone):
    for country in COUNTRIES:
        here = everyone[everyone["country"] == country.name]
        for gender, names in (("female", country.women), ("male", country.men)):
            first = here.loc[here["gender"] == gender, "name"].str.split(" ").str[0]
            assert set(first) == set(names)


@pytest.mark.parametrize("country", POSTCODES)
def test_postcodes_have_the_form_of_the_country(everyone, country):
    assert everyone.loc[everyone["country"] == country, "postcode"].str.fullmatch(POSTCODES[country]).all()


def test_some_postcodes_begin_with_nought(everyone):
    assert everyone["postcode"].str.startswith("0").sum() > 100


def test_ages_are_those_of_adults(everyone):
    assert everyone["age"].between(18, 89).all()
