"""Settings side by side, in words."""

from dataclasses import replace

import pytest

from core.comparing import Setting, compare_recipes, points_of
from core.errors import BadInput
from core.exploring.repairs import DropCopies, Repairs
from core.measuring import Measuring
from core.recipe import Measure, Recipe

MONEY = Measure("money", transform="log1p", gaps=0.0, outliers=(0.01, 0.99), weight=2)
BASE = Recipe((MONEY, Measure("recency")), segments=5)


def rows(*recipes: Recipe) -> dict[str, Setting]:
    return {setting.name: setting for setting in compare_recipes(recipes)}


def test_equal_recipes_differ_in_nothing() -> None:
    assert not any(setting.differs for setting in compare_recipes([BASE, BASE, BASE.to_dict()]))


def test_what_differs_comes_first_and_the_rest_keeps_its_order() -> None:
    other = replace(BASE, segments=6, measures=(MONEY, Measure("recency", scaling="robust"), Measure("orders")))
    settings = compare_recipes([BASE, other])
    assert [(setting.name, setting.differs) for setting in settings] == [
        ("Segments", True), ("recency", True), ("orders", True),
        ("Method", False), ("Starts", False), ("Iterations", False), ("Seed", False), ("money", False),
    ]  # fmt: skip
    assert settings[0].values == ("5", "6")
    assert settings[2] == Setting("measures", "orders", ("not used", "z-score, gaps filled with the median"))


def test_a_measure_says_all_that_is_done_to_it() -> None:
    settings = rows(BASE, replace(BASE, measures=(Measure("money", scaling="none", outliers="iqr", gaps="drop"),)))
    assert settings["money"].values == (
        "logarithm, z-score, clipped to the quantiles 0.01 and 0.99, gaps filled with 0, weight 2",
        "not scaled, outliers clipped at the 1.5 IQR fences, customers with gaps left out",
    )
    category = Recipe((Measure("region", kind="category", gaps="own"),))
    assert rows(category, category)["region"].values[0] == "category, gaps a value of their own"


def test_a_recipe_without_a_number_of_segments_is_open() -> None:
    assert rows(BASE, replace(BASE, segments=None, method="hdbscan"))["Segments"].values == ("5", "open")


def test_how_measures_are_made_is_told_in_words() -> None:
    ours = replace(BASE, measuring=(Measuring(groups=("Tea", "Mugs")).to_json(),))
    theirs = replace(BASE, measuring=(Measuring(rules=(), zone="Europe/Berlin").to_json(),))
    settings = rows(ours, theirs, BASE)
    assert settings["Order lines left out"].values == (
        "lines without a customer, lines of cancelled orders, lines whose quantity or price is not above zero", "none", "—",
    )  # fmt: skip
    assert settings["Product groups with a share"].values == ("Tea, Mugs", "found in the file", "—")
    assert settings["Orders from"].values == ("open", "open", "—")
    assert settings["Time zone"].values == ("UTC", "Europe/Berlin", "—")


def test_repairs_differ_by_what_they_do_and_when() -> None:
    repairs = Repairs((DropCopies(),)).to_json()
    settings = rows(BASE, replace(BASE, repairs=tuple(repairs)))
    assert settings[DropCopies().words].values == ("not used", "repair 1")


def test_further_facts_come_with_the_rest() -> None:
    settings = compare_recipes(
        [BASE, BASE], {"Version": ["3, 21 August", "4, 20 November"], "Author": ["Mara", "Mara"]}
    )
    assert settings[0] == Setting("facts", "Version", ("3, 21 August", "4, 20 November"))
    assert settings[1] == Setting("facts", "Author", ("Mara", "Mara"))


@pytest.mark.parametrize("count", [0, 1, 7])
def test_two_to_six_runs_can_be_compared(count: int) -> None:
    with pytest.raises(BadInput, match="between 2 and 6"):
        compare_recipes([BASE] * count)


def test_points_are_the_same_whatever_is_done_with_them_afterwards() -> None:
    assert points_of(BASE) == points_of(replace(BASE, segments=9, seed=4, method="ward"))
    assert points_of(BASE) != points_of(replace(BASE, measures=(MONEY,)))
