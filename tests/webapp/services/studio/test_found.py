"""The studio's answers: found by whoever may, kept for whoever asks the same, and right."""

import pytest
from sklearn.metrics import adjusted_rand_score

from core.clustering import Limits
from core.errors import BadInput
from tests.conftest import Cast
from tests.webapp import studio_made
from tests.webapp.studio_made import EACH, MIDDLES, TAB
from tests.webapp.work_now import work_now
from webapp.errors import NotFound
from webapp.records import Job, JobState
from webapp.services import studio
from webapp.services.studio import Found, Refused, State
from webapp.services.studio.neighbours import joined_before, split_after
from webapp.store import queue

pytestmark = pytest.mark.parametrize("server", ["sqlite"], indirect=True)


def test_five_groups_are_found_with_their_sizes_centres_and_names(cast: Cast) -> None:
    found = studio_made.judged(cast.viewer, studio_made.dataset(cast.editor))
    shown = found.swept.of(5)
    assert shown.sizes == [EACH] * 5
    centres = sorted(tuple(round(float(value)) for value in middle) for middle in shown.middles)
    assert all(
        abs(a - b) <= 2 for pair in zip(centres, sorted(MIDDLES), strict=True) for a, b in zip(*pair, strict=True)
    )
    assert found.verdict is not None and found.verdict.suggested == found.k == 5
    assert len(set(shown.names)) == 5


def test_everyone_is_drawn_where_they_are(cast: Cast) -> None:
    shown = studio_made.swept(cast.viewer, studio_made.dataset(cast.editor)).swept.of(5)
    ids = [each.decode() for each in shown.ids]
    assert len(ids) == 150
    assert adjusted_rand_score([int(each[1]) for each in ids], shown.labels) == 1.0
    middle = {each: MIDDLES[int(each[1])] for each in ids}
    assert all(abs(place - middle[each][0]) < 25 for each, place in zip(ids, shown.places("income"), strict=True))


def test_the_number_of_segments_is_turned_without_another_job(cast: Cast) -> None:
    found = studio_made.swept(cast.viewer, studio_made.dataset(cast.editor))
    for k in (3, 7):
        assert found.turned({"k": str(k)}).k == k
    assert work_now() == 0


def test_two_measures_are_the_axes_until_somebody_chooses(cast: Cast) -> None:
    found = studio_made.swept(cast.viewer, studio_made.dataset(cast.editor))
    assert found.axes[:2] == ("income", "score")
    turned = found.turned({"x": "component 1", "y": "score", "up": found.axes[2], "k": found.k, "view": "map"})
    assert turned.axes[:2] == ("component 1", "score")
    assert turned.state.looked_at() == {"k": found.k, "x": "component 1", "y": "score", "up": found.axes[2]}
    stood = found.turned({"x": "income", "y": "score", "up": found.axes[2]})
    assert stood.state == found.state


def test_an_axis_that_this_sweep_does_not_have_is_another_one(cast: Cast) -> None:
    found = studio_made.swept(cast.viewer, studio_made.dataset(cast.editor), "m=income~score&x=age")
    assert found.axes[:2] == ("income", "score")


@pytest.mark.parametrize(("limit", "value"), [("least", 0), ("most", 1), ("least", 1.5), ("most", "many")])
def test_a_limit_that_is_none_is_refused(cast: Cast, limit: str, value: object) -> None:
    found = studio_made.swept(cast.viewer, studio_made.dataset(cast.editor))
    with pytest.raises(BadInput, match="whole number"):
        found.turned({limit: value})


def test_limits_change_the_verdict_and_nothing_else_is_worked_out(cast: Cast) -> None:
    found = studio_made.judged(cast.viewer, studio_made.dataset(cast.editor))
    # Of 150 customers a segment needs a twentieth, seven, although the team's setting says a hundred.
    assert found.limits == Limits(12, 7)
    few = found.turned({"most": 3})
    assert few.verdict is not None and few.verdict.suggested in (2, 3)
    large = found.turned({"least": 100})
    assert large.verdict is not None and large.verdict.suggested is None
    assert work_now() == 0


def test_a_colleague_has_the_same_at_once(cast: Cast) -> None:
    made = studio_made.judged(cast.editor, studio_made.dataset(cast.editor))
    opened = studio.open_(cast.viewer, made.studio.dataset.id)
    seen = studio.find(opened, State(measures=("income", "score")), "another tab")
    assert isinstance(seen, Found)
    assert studio.judged(seen, "another tab").criteria is not None


def test_another_team_finds_nothing(cast: Cast) -> None:
    brought = studio_made.dataset(cast.editor)
    with pytest.raises(NotFound):
        studio.open_(cast.stranger, brought.id)


def test_a_newer_sweep_of_a_tab_takes_the_place_of_the_older(cast: Cast) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.choices(cast.editor, brought)
    opened = studio.open_(cast.editor, brought.id)
    older = studio.find(opened, State(measures=("income",)), TAB)
    newer = studio.find(opened, State(measures=("score",)), TAB)
    beside = studio.find(opened, State(measures=("age",)), "another tab")
    assert isinstance(older, Job) and isinstance(newer, Job) and isinstance(beside, Job)
    states = [queue.find(cast.editor.team.id, job.id, None) for job in (older, newer, beside)]
    assert [job.state for job in states if job] == [JobState.CANCELLED, JobState.QUEUED, JobState.QUEUED]
    assert studio.still_waits(opened, older.id) is None
    assert studio.still_waits(opened, newer.id) is not None


def test_nothing_chosen_is_said_and_nothing_is_swept(cast: Cast) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.choices(cast.editor, brought)
    refused = studio.find(studio.open_(cast.editor, brought.id), State(measures=("nobody",)), TAB)
    assert refused == Refused("Choose between 1 and 200 measures.")
    assert work_now() == 0


def test_a_dataset_without_measures_says_so(cast: Cast) -> None:
    brought = studio_made.dataset(cast.editor, b"customer id;town\nA;Ulm\nB;Ulm\nC;Ulm\n")
    studio_made.choices(cast.editor, brought)
    refused = studio.find(studio.open_(cast.editor, brought.id), State(), TAB)
    assert isinstance(refused, Refused)
    assert refused.sentence.startswith("Nothing in this dataset can be a measure")


def test_three_different_customers_make_three_segments_at_most(cast: Cast) -> None:
    lines = "\n".join(f"C{number};{number % 3};{number % 3 * 2}" for number in range(30))
    brought = studio_made.dataset(cast.editor, f"customer id;visits;spend\n{lines}".encode())
    found = studio_made.swept(cast.editor, brought, "m=visits~spend")
    assert found.swept.ks == (1, 2, 3)
    assert found.k in (2, 3)


def test_one_measure_is_enough(cast: Cast) -> None:
    found = studio_made.swept(cast.editor, studio_made.dataset(cast.editor), "m=income")
    assert found.axes == ("income", "component 1", "component 1")
    assert found.swept.of(3).sizes[0] >= EACH


def test_a_category_counts_with_a_column_for_each_value(cast: Cast) -> None:
    found = studio_made.swept(cast.editor, studio_made.dataset(cast.editor), "m=income~gender&p=gender~w.2")
    assert found.swept.columns == ["income", "gender = female", "gender = male"]
    parts = found.swept.of(2).profiles[0]["categories"]["gender"]
    assert sum(share for _, share in parts) == pytest.approx(1)


def test_what_cannot_be_swept_says_why_and_can_be_tried_again(cast: Cast) -> None:
    brought = studio_made.dataset(cast.editor)
    studio_made.choices(cast.editor, brought)
    opened = studio.open_(cast.editor, brought.id)
    state, _ = studio.read("m=income&p=income~g.-5~t.sqrt")  # every gap, were there one, would become -5
    failing = State(measures=("income",), prepared={"income": {"gaps": -5.0, "transform": "sqrt"}})
    assert state == failing
    studio.find(opened, failing, TAB)
    work_now()
    failed = studio.find(opened, failing, TAB)
    assert isinstance(failed, Job) and failed.state is JobState.FAILED
    assert failed.failure is not None and "square root cannot be taken" in failed.failure
    again = studio.find(opened, failing, TAB, again=True)
    assert isinstance(again, Job) and again.state is JobState.QUEUED


def test_hierarchical_has_its_tree_and_new_customers_a_rule(cast: Cast) -> None:
    found = studio_made.swept(cast.editor, studio_made.dataset(cast.editor), "m=income~score&by=ward")
    tree = found.swept.tree
    assert tree is not None
    ends = tree["ends"][found.swept.ks.index(5)]
    assert len(set(ends)) == 5
    assert tree["sizes"].sum() == 150


def test_neighbouring_numbers_are_told_by_what_they_do(cast: Cast) -> None:
    shown = studio_made.swept(cast.editor, studio_made.dataset(cast.editor)).swept.of(5)
    assert joined_before(shown).startswith("With 4 segments, ")
    assert joined_before(shown).endswith("are one group of 60.")
    assert split_after(shown).startswith("With 6, ") and split_after(shown).endswith(" divides in two.")
