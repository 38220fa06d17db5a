"""What is promised of the shopping centre."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from core.samples import shopping_centre
from core.samples.centre import GROUPS
from tests.core.samples.kmeans import best_labels


@pytest.mark.parametrize("seed", range(5))
def test_five_segments_on_income_and_score_find_the_groups_but_not_every_visitor(seed):
    # Below 0.6 there would be nothing to find, above 0.9 nothing to doubt. Seeds scatter by about 0.03 around 0.78.
    sample = shopping_centre(seed)
    labels = best_labels(sample.table[["income", "spending_score"]], len(GROUPS))
    assert 0.6 <= adjusted_rand_score(sample.truth, labels) <= 0.9


def test_two_thousand_visitors_each_with_a_group():
    sample = shopping_centre(1)
    assert len(sample.table) == 2000
    assert list(sample.table) == ["customer_id", "gender", "age", "income", "spending_score"]
    assert sample.table["customer_id"].is_unique
    assert list(sample.truth.index) == list(sample.table["customer_id"])
    assert sample.truth.notna().all()


def test_groups_have_their_shares():
    # A share p of n drawn visitors scatters by sqrt(p (1 - p) / n): 0.011 at most for n = 2,000. Four of these.
    shares = shopping_centre(1).truth.value_counts(normalize=True)
    for group in GROUPS:
        assert shares[group.name] == pytest.approx(group.share, abs=0.044)


def test_values_are_whole_and_possible():
    table = shopping_centre(1).table
    assert table["age"].between(18, 85).all()
    assert table["spending_score"].between(1, 100).all()
    assert table["income"].min() > 0
    assert set(table["gender"]) == {"female", "male"}
    assert not table.isna().any().any()


def test_the_same_seed_gives_the_same_visitors_and_another_seed_others():
    once, again, other = shopping_centre(7), shopping_centre(7), shopping_centre(8)
    pd.testing.assert_frame_equal(once.table, again.table)
    pd.testing.assert_series_equal(once.truth, again.truth)
    assert not np.array_equal(once.table["income"], other.table["income"])


def test_the_file_holds_the_table_and_not_the_groups(tmp_path):
    sample = shopping_centre(1)
    path = sample.write(tmp_path / "new")
    pd.testing.assert_frame_equal(pd.read_csv(path), sample.table)
    assert not any(group.name in path.read_text("utf-8") for group in GROUPS)
