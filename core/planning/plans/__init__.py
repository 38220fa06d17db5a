"""The record of a plan: what its fields may hold, where its status may lead, and how a strategy fills it in."""
