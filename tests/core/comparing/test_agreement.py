"""Agreement of two runs: the published definitions, as scikit-learn has them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from core.comparing import agree, find_likeness, match, shared
from core.comparing.agreement import adjusted_rand, mutual_information
from tests.core.comparing.runs import joined_of

labels = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=60)


@given(labels)
def test_it_agrees_with_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    old, new = np.array(pairs).T
    table = np.bincount(old * 5 + new, minlength=25).reshape(5, 5)
    assert adjusted_rand(table) == pytest.approx(adjusted_rand_score(old, new))
    assert mutual_information(table) == pytest.approx(normalized_mutual_info_score(old, new), abs=1e-9)


def test_a_million_customers_do_not_overflow() -> None:
    table = np.diag([500_000, 500_000])
    assert adjusted_rand(table) == 1
    assert mutual_information(table) == pytest.approx(1)


def test_adjusted_rand_by_hand() -> None:
    # Segments of 3 and 3 against 3 and 3, one of each changed over. Pairs together in both: 1 + 1 = 2 (of cells 2 1 1 2).
    # Together in one: 3 + 3 = 6 on either side, of 15 pairs. By chance 6 * 6 / 15 = 2.4; (2 - 2.4) / (6 - 2.4) = -1/9.
    assert adjusted_rand(np.array([[2, 1], [1, 2]])) == pytest.approx(-1 / 9)


def test_a_run_agrees_with_itself_whatever_its_segments_are_called() -> None:
    joined = joined_of("0001122", "2220011")
    found = agree(shared(joined), match(find_likeness(joined)))
    assert found.customers == 7
    assert (found.adjusted_rand, found.stayed) == (1, 1)
    assert found.mutual_information == pytest.approx(1)


def test_who_stayed_is_counted_among_those_with_a_segment_in_both() -> None:
    # 4 of 5 stay, c5 changes; c6 has no segment any more, c7 is gone, c8 is new
    joined = joined_of("00001100-", "000011.-0")
    found = agree(shared(joined), match(find_likeness(joined)))
    assert (found.customers, found.stayed) == (6, 1)
    joined = joined_of("0000110", "0001110")
    assert agree(shared(joined), match(find_likeness(joined))).stayed == pytest.approx(6 / 7)


def test_runs_without_a_customer_in_common_have_no_agreement() -> None:
    joined = joined_of("00--", "--00")
    found = agree(shared(joined), match(find_likeness(joined)))
    assert (found.customers, found.adjusted_rand, found.mutual_information, found.stayed) == (0, None, None, None)
