"""Profiles: every segment against everyone.

figures.py      the figures of one measure     profiles.py     of all measures, with composition and money
outlines.py     the same in short, for every number of segments     separating.py     which measures separate the segments
"""
