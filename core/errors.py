"""What can go wrong, as sentences for the reader.

Problem                 anything a person can be told
└── BadInput            a file, a value or a setting cannot be used; says what, where, and what to do
    └── TooBig          it goes over a limit; says the limit

webapp/errors.py grows the same tree by NotFound, NotAllowed, Conflict and their kin.
Anything that is not a Problem is a bug: it is logged with a reference and never shown.
"""


class Problem(Exception):
    """Carries one sentence: what was found, where, and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(Problem):
    """What was given cannot be used as it is."""


class TooBig(BadInput):
    """What was given goes over a limit that the sentence names."""
