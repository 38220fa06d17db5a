"""What a segment is like, in words that no mean contradicts.

evidence.py    a claim and the two numbers behind it     standing.py    high, low or in the middle
sentences.py   what sets a segment apart     names.py  rfm.py     what to call it
"""
