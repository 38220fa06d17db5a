"""One sentence for what the criteria say together."""

from core.clustering.verdict import Evidence, Limits, decide

SIZES = {1: 100, 2: 40, 3: 30, 4: 20, 5: 3}
CLEAR = Evidence(
    smallest=SIZES,
    knee=4,
    gap=4,
    silhouette={2: (0.41, 0.0), 3: (0.45, 0.0), 4: (0.61, 0.0), 5: (0.50, 0.0)},
    calinski_harabasz={2: 100, 3: 150, 4: 300, 5: 250},
    davies_bouldin={2: 0.9, 3: 0.8, 4: 0.4, 5: 0.3},
    stability={2: 0.9, 3: 0.7, 4: 0.98, 5: 0.6},
)


def test_where_criteria_agree_the_sentence_says_who_does_and_who_does_not() -> None:
    verdict = decide(CLEAR, Limits())
    assert (verdict.suggested, verdict.runner_up, verdict.clear) == (4, 5, True)
    assert verdict.sentence == (
        "4 segments (silhouette 0.61), for which the silhouette, Calinski-Harabasz, the gap statistic, stability and "
        "the knee of the curve speak. Next comes 5, with Davies-Bouldin."
    )


def test_the_limits_of_the_team_are_respected_and_said() -> None:
    verdict = decide(CLEAR, Limits(most_segments=3))
    assert verdict.suggested == 3
    assert "4 (ruled out by the team's limits)" in verdict.sentence
    assert decide(CLEAR, Limits(smallest_segment=25)).suggested == 3
    nothing = decide(CLEAR, Limits(smallest_segment=60))
    assert nothing.suggested is None
    assert nothing.sentence == (
        "No number of segments keeps to the team's limits: at most 50 segments, each of at least 60 customers."
    )


def test_without_structure_nothing_is_suggested() -> None:
    verdict = decide(Evidence(smallest=SIZES, knee=3, gap=1, silhouette={2: (0.4, 0.0), 3: (0.3, 0.0)}), Limits())
    assert (verdict.suggested, verdict.clear) == (None, False)
    assert verdict.sentence.startswith("No clear structure: no number of segments is clearly tighter")
    assert "3 is where the curve bends" in verdict.sentence


def test_without_a_gap_a_low_silhouette_is_no_structure() -> None:
    verdict = decide(Evidence(smallest=SIZES, silhouette={2: (0.21, 0.0), 3: (0.2, 0.0)}), Limits())
    assert verdict.sentence.startswith("No clear structure: the best silhouette is only 0.21.")


def test_near_ties_are_told_as_ties() -> None:
    evidence = Evidence(smallest=SIZES, knee=4, silhouette={2: (0.402, 0.003), 3: (0.30, 0.003), 4: (0.398, 0.003)})
    verdict = decide(evidence, Limits())
    # both have the silhouette behind them, four has the knee too
    assert verdict.suggested == 4
    assert verdict.supporters == {2: ("the silhouette",), 4: ("the silhouette", "the knee of the curve")}
    assert verdict.sentence == (
        "4 segments (silhouette 0.40 ± 0.003), for which the silhouette and the knee of the curve speak. "
        "Next comes 2, with the silhouette; by silhouette the two cannot be told apart."
    )


def test_a_wide_error_makes_a_tie_of_what_looks_apart() -> None:
    values = {2: (0.43, 0.0), 3: (0.40, 0.0)}
    assert list(decide(Evidence(smallest=SIZES, silhouette=values), Limits()).supporters) == [2]
    doubtful = {k: (mean, 0.02) for k, (mean, _) in values.items()}
    assert list(decide(Evidence(smallest=SIZES, silhouette=doubtful), Limits()).supporters) == [2, 3]


def test_with_nothing_to_go_by_the_choice_is_left_to_the_team() -> None:
    verdict = decide(Evidence(smallest=SIZES), Limits())
    assert verdict.suggested is None
    assert "Choose what the team can work with" in verdict.sentence
