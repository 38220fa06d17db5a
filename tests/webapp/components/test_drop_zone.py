"""Where files are dropped: what the script that sends them is told."""

from tests.webapp.components.test_frame import MARA
from tests.webapp.components.tree import with_class, words
from webapp.components.drop_zone import drop_zone


def zone_of(tree: object) -> dict[str, object]:
    (zone,) = with_class(tree, "k-drop")
    props: dict[str, object] = zone.to_plotly_json()["props"]
    return props


def test_the_limit_of_the_team_is_known_before_anything_is_sent() -> None:
    assert zone_of(drop_zone(MARA))["data-limit"] == "5000000000"
    assert "up to 5\u202fGB" in words(drop_zone(MARA))


def test_new_datasets_come_many_at_once_and_versions_one_by_one() -> None:
    assert (zone_of(drop_zone(MARA))["data-drop"], zone_of(drop_zone(MARA))["data-many"]) == ("", "yes")
    assert (zone_of(drop_zone(MARA, 7))["data-drop"], zone_of(drop_zone(MARA, 7))["data-many"]) == ("7", "no")
