"""What to do for a segment.

programme.py     whom something is for, and what it is
orders.py  customers.py     the table of programmes: for those whose orders are known, and for all others
suggesting.py    the programmes that fit a segment, with the reason
"""
