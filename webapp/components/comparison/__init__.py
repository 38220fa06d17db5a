"""Runs side by side.

sides.py     settings, criteria and sizes of up to six     told.py     two of them: the headline, matching, agreement
pictures.py  the flow and the split of movement            members.py  the overlap, cell by cell
"""
