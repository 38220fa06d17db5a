"""How the page of the studio knows its parts."""

from typing import Any

dataset = "studio-dataset"
tab = "studio-tab"
recipe = "studio-recipe"  # the part of the address that a sweep depends on
looked_at = "studio-looked-at"  # what can change while the sweep stays the same
swept = "studio-swept"  # which sweep is drawn
side = "studio-side"
problems = "studio-problems"
picture = "studio-picture"
progress = "studio-progress"
sweep_tick = "studio-sweep-tick"
criteria_tick = "studio-criteria-tick"
again = "studio-again"
method = "studio-method"
seed = "studio-seed"
most = "studio-most"
least = "studio-least"
number = "studio-number"
slider = "studio-slider"
elbow = "studio-elbow"
verdict = "studio-verdict"
view = "studio-view"
x = "studio-x"
y = "studio-y"
z = "studio-z"
axes = "studio-axes"
map_ = "studio-map"
sizes = "studio-sizes"
profiles = "studio-profiles"
criteria = "studio-criteria"
splits = "studio-splits"
link = "studio-link"
ask = "studio-ask"
keep = "studio-keep"
asked = "studio-asked"
saving = "studio-saving"
name = "studio-name"
tags = "studio-tags"
why = "studio-why"


def chosen(measure: Any) -> dict[str, Any]:
    return {"part": "studio-chosen", "measure": measure}


def setting(measure: Any, what: Any) -> dict[str, Any]:
    return {"part": "studio-setting", "measure": measure, "what": what}
