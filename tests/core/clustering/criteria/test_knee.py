"""The knee lies farthest below the chord."""

from core.clustering.criteria import find_knee


def test_the_knee_by_hand() -> None:
    # from (1, 100) to (5, 20) the share fallen is 0, 0.5, 0.875, 0.9375, 1 at 0, 0.25, 0.5, 0.75, 1 across:
    # 0.25, 0.375 and 0.1875 below the chord
    assert find_knee({1: 100, 2: 60, 3: 30, 4: 25, 5: 20}) == 3


def test_mall_customers_bend_at_five() -> None:
    published = {1: 269981.28, 2: 181363.596, 3: 106348.373, 4: 73679.789, 5: 44448.4554, 6: 37233.8145}
    assert find_knee(published | {7: 30_000.0, 8: 25_000.0, 9: 21_500.0, 10: 19_500.0}) == 5


def test_a_straight_line_two_points_or_no_fall_have_no_knee() -> None:
    assert find_knee({1: 30, 2: 20, 3: 10}) is None
    assert find_knee({1: 30, 2: 1}) is None
    assert find_knee({1: 0, 2: 0, 3: 0}) is None
