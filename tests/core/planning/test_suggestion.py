"""A suggested strategy becomes a plan in one step."""

from core.planning import Suggestion, suggested_plan


def test_a_plan_takes_over_what_the_strategy_says() -> None:
    strategy = Suggestion("Win them back.", "10 % off", ("E-mail", "Letter"), "Returns")
    plan = suggested_plan(3, "Nearly lost", strategy, currency="GBP")
    assert plan.name == "Win them back: Nearly lost"
    assert (plan.segments, plan.status, plan.currency) == ((3,), "idea", "GBP")
    assert (plan.objective, plan.offer, plan.watch) == ("Win them back.", "10 % off", "Returns")
    assert plan.channels == ("e-mail", "letter")


def test_channels_that_plans_do_not_know_become_other_once() -> None:
    plan = suggested_plan(0, "New", Suggestion("Greet", "", ("Carrier pigeon", "smoke", "push"), ""))
    assert plan.channels == ("other", "push")


def test_a_long_name_is_cut_to_what_a_plan_may_have() -> None:
    assert len(suggested_plan(0, "x" * 200, Suggestion("Greet", "", (), "")).name) == 120
