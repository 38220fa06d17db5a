"""Views with addresses of their own."""

from tests.webapp.components.tree import parts, words
from webapp.components.tabs import tabs


def test_each_view_is_a_link_and_the_one_that_is_shown_says_so() -> None:
    views = tabs(
        "Views", [("Rows", None, "/datasets/1?tab=rows", False), ("Versions", 1_204, "/datasets/1?tab=versions", True)]
    )
    links = [part for part in parts(views) if type(part).__name__ == "Link"]
    assert [(link.href, " ".join(words(link).split())) for link in links] == [
        ("/datasets/1?tab=rows", "Rows"),
        ("/datasets/1?tab=versions", "Versions 1,204 (shown)"),
    ]
