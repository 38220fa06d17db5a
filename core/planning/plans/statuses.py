"""The statuses of a plan: where each may lead, what a plan must say by then, and what is fixed once it runs."""

# Where each status may lead. A plan that has reached customers can't be taken back, and a cancelled one may have.
STATUSES: dict[str, tuple[str, ...]] = {
    "idea": ("planned", "cancelled"),
    "planned": ("idea", "approved", "cancelled"),
    "approved": ("planned", "running", "cancelled"),
    "running": ("done", "cancelled"),
    "done": (),
    "cancelled": (),
}
NOW = {status: {"idea": "an idea"}.get(status, status) for status in STATUSES}
LAUNCHED = ("running", "done", "cancelled")
FIXED_AT_LAUNCH = {
    "segments": "The segments", "start": "The start", "holdout": "The holdout", "kpi": "The KPI",
    "window_days": "The measurement window", "currency": "The currency",
}  # fmt: skip
# What a plan must say by the time it has a status.
NEEDED = {
    "planned": ("start", "end"),
    "approved": ("start", "end", "objective", "channels"),
    "running": ("start", "end", "objective", "channels"),
    "done": ("start", "end", "objective", "channels"),
}
SAY_IT = {
    "name": "Give the plan a name.",
    "segments": "Choose at least one segment.",
    "start": "Say when the plan starts.",
    "end": "Say when the plan ends.",
    "objective": "Say in a sentence what the plan is to achieve.",
    "channels": "Choose at least one channel.",
}
