"""What people make of segments: a person's own always wins, and nobody overwrites anybody."""

import pytest

from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp.ran import people, ran
from webapp.errors import Conflict, NotAllowed, NotFound
from webapp.records import Run
from webapp.services import segments

WORDS = {"title": "Win back before day 200", "objective": "A second order", "offer": "Free parcel"}


@pytest.fixture
def run(cast: Cast) -> Run:
    return ran(cast.editor, people(cast.editor))


def test_segments_are_called_what_was_suggested_until_somebody_names_them(cast: Cast, run: Run) -> None:
    suggested = segments.find(cast.viewer, run.id, 1)
    named = segments.rename(cast.editor, run.id, 1, "Regulars", suggested.edit)
    assert (named.name, named.own_name) == ("Regulars", "Regulars")
    again = segments.rename(cast.editor, run.id, 1, "", named.edit)
    assert (again.name, again.own_name) == (suggested.name, None)


@pytest.mark.parametrize("name", ["regulars", "REGULARS", "Regulars\u200b", " Regulars "])
def test_two_segments_of_a_run_never_share_a_name(cast: Cast, run: Run, name: str) -> None:
    segments.rename(cast.editor, run.id, 0, "Regulars", 1)
    with pytest.raises(BadInput) as refused:
        segments.rename(cast.editor, run.id, 1, name, 1)
    assert refused.value.sentence == "There is already a segment called “Regulars” in this run. Choose another name."
    assert segments.rename(cast.editor, run.id, 0, name, 2).own_name is not None  # its own name is no other's


def test_two_segments_of_a_run_never_share_a_colour(cast: Cast, run: Run) -> None:
    assert [segment.colour for segment in segments.of_run(cast.viewer, run.id)] == [0, 1, 2]
    segments.recolour(cast.editor, run.id, 0, 2, 1)
    assert [segment.colour for segment in segments.of_run(cast.viewer, run.id)] == [2, 1, 0]
    segments.recolour(cast.editor, run.id, 1, 7, 1)
    assert [segment.colour for segment in segments.of_run(cast.viewer, run.id)] == [2, 7, 0]


def test_a_persona_and_who_looks_after_it(cast: Cast, run: Run) -> None:
    segments.set_persona(cast.editor, run.id, 0, "Families\nfrom the region", 1)
    owned = segments.give_to(cast.editor, run.id, 0, cast.admin.person.id, 2)
    assert (owned.persona, owned.owner) == ("Families\nfrom the region", "Mara Lind")
    with pytest.raises(BadInput, match="not in the team"):
        segments.give_to(cast.editor, run.id, 0, cast.stranger.person.id, owned.edit)
    assert segments.give_to(cast.editor, run.id, 0, None, owned.edit).owner is None


def test_a_strategy_is_suggested_accepted_changed_ignored(cast: Cast, run: Run) -> None:
    segment = segments.find(cast.viewer, run.id, 0)
    suggested = segments.strategy_of(segment)
    assert suggested["state"] == "suggested" and suggested["title"] and suggested["reason"]
    accepted = segments.accept_strategy(cast.editor, run.id, 0, suggested["key"], 1)
    assert segments.strategy_of(accepted)["state"] == "accepted"
    assert segments.strategy_of(accepted)["objective"] == suggested["objective"]
    changed = segments.strategy_of(segments.change_strategy(cast.editor, run.id, 0, WORDS, 2))
    assert {"state": "changed", "channel": "", "watch": "", "by": "Jonas Berg", **WORDS}.items() <= changed.items()
    ignored = segments.strategy_of(segments.ignore_strategy(cast.admin, run.id, 0, 3))
    assert (ignored["state"], ignored["by"]) == ("ignored", "Mara Lind") and "title" not in ignored
    assert segments.strategy_of(segments.suggest_strategy(cast.editor, run.id, 0, 4)) == suggested


def test_the_second_of_two_is_told_who_was_first(cast: Cast, run: Run) -> None:
    segments.set_persona(cast.editor, run.id, 0, "Families", 1)
    with pytest.raises(Conflict) as told:
        segments.set_persona(cast.admin, run.id, 0, "Students", 1)
    assert told.value.sentence.startswith("This segment was changed by Jonas Berg just now.")
    assert segments.find(cast.viewer, run.id, 0).persona == "Families"


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (lambda v, r: segments.rename(v, r, 0, "x" * 81, 1), "Give a name for the segment of 1 to 80 characters."),
        (lambda v, r: segments.recolour(v, r, 0, 12, 1), "A colour is a whole number from 0 to 11."),
        (lambda v, r: segments.set_persona(v, r, 0, "x" * 5_001, 1), "A persona can have up to 5,000 characters (yours: 5,001)."),
        (lambda v, r: segments.change_strategy(v, r, 0, {}, 1), "Give the strategy a title, such as: Win back before day 200."),
        (lambda v, r: segments.accept_strategy(v, r, 0, "no such", 1), "This page is out of date. Reload it and try again."),
    ],
)  # fmt: skip
def test_what_comes_in_is_checked(cast: Cast, run: Run, attempt, sentence: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadInput) as refused:
        attempt(cast.editor, run.id)
    assert refused.value.sentence == sentence


def test_who_may_not_and_who_sees_nothing(cast: Cast, run: Run) -> None:
    for viewer, problem in ((cast.viewer, NotAllowed), (cast.stranger, NotFound)):
        for attempt in (
            lambda viewer: segments.rename(viewer, run.id, 0, "Mine", 1),
            lambda viewer: segments.recolour(viewer, run.id, 0, 3, 1),
            lambda viewer: segments.set_persona(viewer, run.id, 0, "", 1),
            lambda viewer: segments.give_to(viewer, run.id, 0, None, 1),
            lambda viewer: segments.accept_strategy(viewer, run.id, 0, "", 1),
            lambda viewer: segments.change_strategy(viewer, run.id, 0, WORDS, 1),
            lambda viewer: segments.ignore_strategy(viewer, run.id, 0, 1),
            lambda viewer: segments.suggest_strategy(viewer, run.id, 0, 1),
        ):
            with pytest.raises(problem):
                attempt(viewer)
    assert len(segments.of_run(cast.viewer, run.id)) == 3
    with pytest.raises(NotFound):
        segments.of_run(cast.stranger, run.id)
    with pytest.raises(NotFound):
        segments.find(cast.viewer, run.id, 3)
