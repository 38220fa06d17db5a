"""What a page shows when there is nothing to show."""

from tests.webapp.components.tree import parts, words
from webapp.components import states


def test_an_empty_state_says_what_to_do_next() -> None:
    empty = states.empty(
        "bi-people", "Only you so far", "Invite somebody.", states.html.A("Invite a colleague", href="/team")
    )
    assert words(empty) == "Only you so far Invite somebody. Invite a colleague"


def test_an_empty_state_may_have_nothing_to_press() -> None:
    assert (
        words(states.empty("bi-people", "No runs", "An editor makes the first."))
        == "No runs An editor makes the first."
    )


def test_waiting_is_announced() -> None:
    waiting = states.waiting("Reading orders.csv", "It waits for one job before it.")
    assert waiting.role == "status"


def test_a_failure_takes_the_blame_and_gives_a_reference_and_a_way_on() -> None:
    failed = states.failed("4f2a77c1")
    assert "our mistake" in words(failed)
    assert "4f2a77c1" in words(failed)
    assert [part.children for part in parts(failed) if getattr(part, "href", None) == ""] == ["Try again"]


def test_what_is_not_there_and_what_is_another_teams_look_the_same() -> None:
    assert "Not found, or you do not have access" in words(states.not_found())


def test_a_whole_page_has_one_title() -> None:
    for page in (states.not_found(), states.failed("1"), states.problem("The version is gone.")):
        assert [type(part).__name__ for part in parts(page)].count("H1") == 1
