"""Who is held out: the same people every time, exactly as many as asked in every segment, nobody in two arms."""

from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import BadInput
from core.planning import Arms, Stratum, draw, quota

customers = st.dictionaries(st.text(min_size=1, max_size=6), st.integers(0, 4), min_size=1, max_size=120)
shares = st.sampled_from([0.0, 0.05, 0.1, 0.25, 1 / 3, 0.5])


def drawn(people: dict[str, int], plan: str = "7", share: float = 0.2) -> Arms:
    return draw(pa.array(people, pa.string()), np.array(list(people.values())), plan, share)


def held(arms: Arms) -> set[str]:
    return set(arms.ids.filter(pa.array(arms.held_out)).to_pylist())


def test_those_with_the_smallest_hashes_are_held_out() -> None:
    """Against hashes taken here one by one."""
    people = {f"C{number}": number % 3 for number in range(60)}
    key = blake2b(b"7", digest_size=32).digest()
    expected = set()
    for segment in range(3):
        mine = [one for one, where in people.items() if where == segment]
        mine.sort(key=lambda one: blake2b(one.encode(), digest_size=16, key=key).digest())
        expected |= set(mine[:4])  # a fifth of 20
    assert held(drawn(people)) == expected


def test_a_segment_gives_its_share_to_the_nearest_customer_and_a_half_is_rounded_up() -> None:
    # A tenth of 4, 5, 14, 15, 25 is 0.4, 0.5, 1.4, 1.5, 2.5.
    assert [quota(size, 0.1) for size in (4, 5, 14, 15, 25)] == [0, 1, 1, 2, 3]
    # 0.15 * 30 is 4.5, though the nearest binary fraction of 0.15 is a little less.
    assert quota(30, 0.15) == 5


def test_strata_say_how_many_were_held_out_of_how_many() -> None:
    people = {f"C{number}": 0 if number < 40 else 4 for number in range(55)}
    assert drawn(people, share=0.1).strata == (Stratum(0, 40, 4), Stratum(4, 15, 2))


@settings(deadline=None)
@given(customers, shares)
def test_nobody_is_in_two_arms_and_every_segment_gives_exactly_its_quota(people: dict[str, int], share: float) -> None:
    arms = drawn(people, share=share)
    treated = set(arms.treated.to_pylist())
    assert treated | held(arms) == set(people)
    assert not treated & held(arms)
    for stratum in arms.strata:
        assert stratum.held_out == quota(stratum.customers, share)


@settings(deadline=None)
@given(customers, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(people: dict[str, int], chance: object) -> None:
    shuffled = list(people.items())
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert held(drawn(dict(shuffled))) == held(drawn(people))


@settings(deadline=None)
@given(customers, st.text(min_size=1, max_size=6), st.integers(0, 4))
def test_a_newcomer_changes_nothing_in_other_segments(people: dict[str, int], newcomer: str, segment: int) -> None:
    before = held(drawn({one: where for one, where in people.items() if one != newcomer}))
    after = held(drawn({**people, newcomer: segment}))
    elsewhere = {one for one, where in people.items() if where != segment and one != newcomer}
    assert before & elsewhere == after & elsewhere


@settings(deadline=None)
@given(customers, shares, shares)
def test_a_larger_share_holds_out_the_same_people_and_more(people: dict[str, int], one: float, other: float) -> None:
    small, large = sorted((one, other))
    assert held(drawn(people, share=small)) <= held(drawn(people, share=large))


def test_another_plan_holds_out_others() -> None:
    people = dict.fromkeys((f"C{number}" for number in range(10_000)), 0)
    both = held(drawn(people, "7")) & held(drawn(people, "8"))
    # Two independent fifths share a twenty-fifth: 400 of 10,000, give or take 4 standard deviations of 16.
    assert 336 <= len(both) <= 464


def test_the_arms_are_alike_in_what_the_draw_does_not_look_at() -> None:
    rng = np.random.default_rng(5)
    people = {f"C{number}": number % 4 for number in range(20_000)}
    arms, spent = drawn(people, share=0.1), rng.lognormal(3, 1, 20_000)
    difference = spent[arms.held_out].mean() - spent[~arms.held_out].mean()
    error = spent.std() * np.sqrt(1 / arms.held_out.sum() + 1 / (~arms.held_out).sum())
    assert abs(difference) < 3 * error


def test_a_share_beyond_half_and_customers_without_an_id_are_refused() -> None:
    with pytest.raises(BadInput, match="between 0 % and 50 %"):
        drawn({"a": 0}, share=0.51)
    with pytest.raises(BadInput, match="between 0 % and 50 %"):
        drawn({"a": 0}, share=float("nan"))
    with pytest.raises(BadInput, match="twice or has no id"):
        draw(pa.array(["a", None]), np.zeros(2), "7", 0.1)
    with pytest.raises(BadInput, match="twice or has no id"):
        draw(pa.array(["a", "a"]), np.zeros(2), "7", 0.1)
