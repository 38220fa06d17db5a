"""The analysis: from bytes to segments. Knows no web, no database, no clock and no unseeded chance."""
