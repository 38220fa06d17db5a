"""A suggested strategy becomes a plan in one step."""

from dataclasses import dataclass

import pytest

from core.planning import CHANNELS, suggested_plan
from core.planning.plans.suggestion import channels_in


@dataclass(frozen=True)
class Strategy:
    objective: str = "Win them back"
    offer: str = "A reminder of what is new"
    channel: str = "E-mail, then a letter to those who do not open it"
    watch: str = "Share with an order within 60 days"


def test_a_plan_takes_over_what_the_strategy_says() -> None:
    plan = suggested_plan(3, "Nearly lost", Strategy(), currency="GBP")
    assert plan.name == "Nearly lost: Win them back"
    assert (plan.segments, plan.status, plan.currency) == ((3,), "idea", "GBP")
    assert (plan.objective, plan.offer) == ("Win them back", "A reminder of what is new")
    assert (plan.message, plan.watch) == (Strategy.channel, Strategy.watch)
    assert plan.channels == ("e-mail", "letter")


@pytest.mark.parametrize(
    ("sentence", "channels"),
    [
        ("E-mail and product pages, right after the first parcel", ("e-mail", "web")),
        ("Product pages and the mail that confirms an order", ("e-mail", "web")),
        ("Letter or call for the largest, e-mail for the others", ("e-mail", "letter", "phone")),
        ("One e-mail, no letters", ("e-mail",)),
        ("App and social media", ("push", "social")),
        ("Leaflet and notices in the centre", ("letter", "store")),
        ("Personal e-mail, events, service with priority", ("e-mail", "event")),
        ("Whichever reached them last", ("other",)),
        ("", ("other",)),
    ],
)
def test_channels_are_found_in_what_a_strategy_says(sentence: str, channels: tuple[str, ...]) -> None:
    assert channels_in(sentence) == channels
    assert set(channels) <= set(CHANNELS)


def test_a_long_name_is_cut_to_what_a_plan_may_have() -> None:
    assert len(suggested_plan(0, "x" * 200, Strategy()).name) == 120
