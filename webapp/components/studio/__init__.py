"""The parts of the studio: what is chosen on one side, what comes of it on the other.

ids.py        how the page knows its parts
measures.py   the measures to choose and how each is prepared        method.py    the method and the team's limits
decision.py   the number of segments, the verdict, the elbow on its slider
pictures.py   the map, in two or three axes, all pairs, the tree     sizes.py     segments, limits, what splits
profiles.py   what each segment is like        criteria.py  what each number offers       splits.py   the clustergram
saving.py     the dialog that saves a run
"""
