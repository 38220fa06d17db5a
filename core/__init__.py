"""The analysis: from bytes to segments. Knows no web, no database, no clock and no unseeded chance."""

# Grows with every change after which the same input may give other results.
VERSION = 1
