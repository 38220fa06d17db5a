"""What a segment is like, in words that no mean contradicts.

wording.py     numbers and comparisons as people read them     evidence.py     a claim and the two numbers behind it
standing.py    high, low or in the middle
sentences.py   what sets a segment apart     names.py  rfm.py     what to call it
"""
