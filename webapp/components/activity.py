"""What people did, as sentences."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from dash.development.base_component import Component

from webapp.components.blocks import row
from webapp.components.people import face
from webapp.components.times import stamp
from webapp.records import Event

SETTINGS = {
    "name": "Name of the team",
    "currency": "Currency",
    "zone": "Time zone",
    "phone_country": "Country of phone numbers",
    "most_segments": "Largest number of segments",
    "smallest_segment": "Smallest segment",
    "smallest_audience": "Smallest audience for ads",
    "idle_hours": "Hours until an idle session ends",
    "session_days": "Days until everybody signs in again",
    "largest_file_gb": "Largest file, in GB",
    "most_rows_million": "Most rows of a file, in millions",
}

# Kind of an event -> what follows the person's name, from the facts of the event.
SENTENCES: dict[str, Callable[[Mapping[str, str]], str]] = {
    "made the team": lambda facts: f"made the team {facts['team']}",
    "signed in": lambda _: "signed in",
    "invited": lambda facts: f"invited {facts['email']} as {facts['role']}",
    "withdrew an invitation": lambda facts: f"withdrew the invitation of {facts['email']}",
    "joined": lambda facts: f"joined the team as {facts['role']}",
    "changed a role": lambda facts: f"made {facts['person']} {facts['role']}, {facts['before']} before",
    "removed": lambda facts: f"removed {facts['person']} from the team",
    "left the team": lambda _: "left the team",
    "changed the settings": lambda _: "changed the settings of the team",
    "made a reset link": lambda facts: f"made a link for {facts['person']} to choose a new password",
    "chose a new password": lambda _: "chose a new password",
    "asked for sample data": lambda _: "asked for sample data",
    "brought sample data": lambda _: "brought the sample data",
    "brought a version": lambda facts: (
        f"brought version {facts['version']} of {facts['dataset']}, {facts['rows']} rows"
    ),
    "repaired a dataset": lambda facts: f"repaired {facts['dataset']}: {facts['repair']}",
    "undid a repair": lambda facts: f"undid a repair of {facts['dataset']}: {facts['repair']}",
    "moved a repair": lambda facts: f"moved a repair of {facts['dataset']}: {facts['repair']}",
    "changed the measures": lambda facts: f"changed how the measures of {facts['dataset']} are made",
    "changed the scores": lambda facts: f"changed the RFM scores of {facts['dataset']}",
    "downloaded customers": lambda facts: f"downloaded {facts['rows']} customers of {facts['dataset']}",
    "joined datasets": lambda facts: f"joined {facts['orders']} with {facts['customers']}",
    "parted datasets": lambda facts: f"parted {facts['orders']} from {facts['customers']}",
    "took a change of repairs back": lambda facts: f"took a change of the repairs of {facts['dataset']} back",
    "renamed a dataset": lambda facts: f"renamed {facts['before']} to {facts['dataset']}",
    "archived a dataset": lambda facts: f"archived {facts['dataset']}",
    "restored a dataset": lambda facts: f"restored {facts['dataset']}",
    "saved a run": lambda facts: f"saved the run {facts['run']}",
    "renamed a run": lambda facts: f"renamed the run {facts['before']} to {facts['run']}",
    "archived a run": lambda facts: f"archived the run {facts['run']}",
    "restored a run": lambda facts: f"restored the run {facts['run']}",
    "archived runs": lambda facts: f"archived {facts['runs']} {'run' if facts['runs'] == '1' else 'runs'} at once",
    "restored runs": lambda facts: f"restored {facts['runs']} {'run' if facts['runs'] == '1' else 'runs'} at once",
    "deleted a run": lambda facts: f"deleted the run {facts['run']} for good",
    "downloaded segments": lambda facts: f"downloaded {facts['rows']} customers of the run {facts['run']}",
    "named a segment": lambda facts: f"named a segment of {facts['run']} {facts['segment']}",
    "made a plan": lambda facts: f"made the plan {facts['plan']}",
    "moved a plan": lambda facts: f"moved the plan {facts['plan']} to {facts['status']}",
    "froze an audience": lambda facts: f"froze the audience of the plan {facts['plan']}",
    "exported an audience": lambda facts: (
        f"exported {facts['rows']} customers of the plan {facts['plan']} for {facts['recipient']}"
    ),
    "deleted a plan": lambda facts: f"deleted the plan {facts['plan']}",
    "put back a plan": lambda facts: f"put back the plan {facts['plan']}",
    "shared a run": lambda facts: (
        f"made a link to {facts['run']}{', with its customers' if facts['rows'] == 'yes' else ''}"
    ),
    "erased a customer": lambda _: "erased a customer",
    "revoked a link": lambda facts: f"revoked a link to {facts['run']}",
    "wrote a note": lambda facts: f"wrote a note on {facts['about']}",
    "removed a note": lambda facts: f"removed a note on {facts['about']}",
    "deleted a dataset": lambda facts: f"deleted {facts['dataset']} for good",
}


def sentence(event: Event) -> str:
    return f"{event.person} {SENTENCES[event.kind](event.facts)}"


def detail(event: Event) -> str:
    """Which settings changed from what to what; nothing for the rest, whose sentence says it all."""
    if event.kind != "changed the settings":
        return ""
    return "; ".join(f"{SETTINGS[field]}: {change}" for field, change in event.facts.items())


def rows(events: Sequence[Event], zone: str, now: datetime) -> list[Component]:
    return [row(face(each.person), sentence(each), detail(each), stamp(each.at, zone, now)) for each in events]
