"""Components on a page without scripts."""

import pytest
from dash import dcc, html

from webapp.components import plain


def test_what_people_wrote_is_text_and_never_a_tag() -> None:
    drawn = plain.html(html.P(["<script>alert(1)</script> & ", html.B("so")], title='"onmouseover="x'))
    assert drawn == (
        "<p title=\"&#34;onmouseover=&#34;x\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; <b>so</b></p>"
    )  # fmt: skip


def test_attributes_are_written_as_html_wants_them() -> None:
    props = {"className": "k-a k-b", "style": {"backgroundColor": "red", "width": "4%"}, "hidden": True, "title": None}
    assert plain.html(html.I(**props, **{"aria-hidden": "true"})) == (
        '<i class="k-a k-b" hidden style="background-color:red;width:4%" aria-hidden="true"></i>'
    )
    assert plain.html([html.Label(7, htmlFor="a"), None, html.Br()]) == '<label for="a">7</label><br>'


def test_of_links_into_the_application_only_the_words_stay() -> None:
    assert plain.html(html.Th(dcc.Link(html.Span("Regulars"), href="/runs/1"))) == "<th><span>Regulars</span></th>"


def test_what_needs_a_script_is_refused() -> None:
    with pytest.raises(TypeError, match="Graph needs a script"):
        plain.html(html.Div(dcc.Graph()))
