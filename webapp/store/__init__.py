"""How things are kept: the only place that speaks SQL. Rows stay in here; frozen records go out."""
