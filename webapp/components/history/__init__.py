"""The history as people see it.

filters.py   what limits it           grid.py    the table and its lines
views.py     views under a name       bulk.py    what is done with several runs at once
"""
