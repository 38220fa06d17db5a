"""How the page of the studio knows its parts."""

from typing import Any

dataset = "studio-dataset"
tab = "studio-tab"
recipe = "studio-recipe"  # the part of the address that a sweep depends on
looked_at = "studio-looked-at"  # what can change while the sweep stays the same
drawn = "studio-drawn"  # what of it all is drawn already
side = "studio-side"
problems = "studio-problems"
picture = "studio-picture"
progress = "studio-progress"
sweep_tick = "studio-sweep-tick"
criteria_tick = "studio-criteria-tick"
number = "studio-number"
elbow = "studio-elbow"
verdict = "studio-verdict"
axes = "studio-axes"
map_ = "studio-map"
sizes = "studio-sizes"
profiles = "studio-profiles"
criteria = "studio-criteria"
splits = "studio-splits"
ask = "studio-ask"
keep = "studio-keep"
asked = "studio-asked"
saving = "studio-saving"
name = "studio-name"
tags = "studio-tags"
why = "studio-why"
key = "studio-key"  # so that one press makes one run

map_figure, map_title, map_note, map_behind = (f"{map_}-{piece}" for piece in ("figure", "title", "note", "behind"))
splits_figure = f"{splits}-figure"
FIGURES = (elbow, map_figure, splits_figure)
REDRAWN = (number, verdict, *FIGURES, map_title, map_note, map_behind, axes, sizes, profiles, criteria)


def chosen(measure: Any) -> dict[str, Any]:
    return {"part": "studio-chosen", "measure": measure}


def setting(measure: Any, what: Any) -> dict[str, Any]:
    return {"part": "studio-setting", "measure": measure, "what": what}


def again(of: Any) -> dict[str, Any]:
    return {"part": "studio-again", "of": of}


def method(what: Any) -> dict[str, Any]:
    return {"part": "studio-method", "what": what}


def look(what: Any) -> dict[str, Any]:
    """What is looked at, by its name in the address."""
    return {"part": "studio-look", "what": what}


def limit(what: Any) -> dict[str, Any]:
    return {"part": "studio-limit", "what": what}
