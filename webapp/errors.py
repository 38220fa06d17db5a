"""Problems that only a program with people in it has; the tree begins in core/errors.py.

Problem
├── BadInput
│   └── TooBig
├── NotSignedIn       nobody is looking, or the session has ended
├── NotAllowed        the viewer's role does not reach this far
├── NotFound          not there, or another team's: the same answer for both
├── Conflict          somebody else changed it first
├── TooManyTries      wait, then try again
├── Superseded        this work belongs to another worker by now; nobody has to be told
├── Damaged           what is stored is not what was stored
├── Busy              the database did not answer in time; nothing was saved
├── NoSpace           the disk is full; nothing was saved
├── DiskTrouble       the disk did not do what it was told; nothing was saved
└── CannotStart       a setting or the machine stops the program from starting
"""

import secrets

from core.errors import Problem


class NotSignedIn(Problem):
    def __init__(self, sentence: str = "You were signed out. Sign in in a new tab, then try again here.") -> None:
        super().__init__(sentence)


class NotAllowed(Problem):
    def __init__(self, sentence: str = "Your role in this team does not allow that. Ask an admin of the team.") -> None:
        super().__init__(sentence)


class NotFound(Problem):
    def __init__(self, sentence: str = "Not found, or you do not have access.") -> None:
        super().__init__(sentence)


class Conflict(Problem):
    pass


class TooManyTries(Problem):
    pass


class Superseded(Problem):
    def __init__(self) -> None:
        super().__init__("Another worker carries on with this.")


class Damaged(Problem):
    pass


class Busy(Problem):
    def __init__(self, sentence: str = "The database is busy. Nothing was saved. Try again.") -> None:
        super().__init__(sentence)


class NoSpace(Problem):
    def __init__(
        self,
        sentence: str = "There is no space left on the server's disk. Nothing was saved. Make room, then try again.",
    ) -> None:
        super().__init__(sentence)


class DiskTrouble(Problem):
    def __init__(self) -> None:
        super().__init__(
            "The server's disk did not take what was written. Nothing was saved. Your administrator has to look at it."
        )


class CannotStart(Problem):
    pass


def new_reference() -> str:
    """What a person can quote and an operator can find in the log."""
    return secrets.token_hex(4)


def apology(reference: str) -> str:
    return f"Something went wrong on our side. Nothing was changed. Reference {reference}."
