"""A function in a limited process of its own, for commands: what reads hostile bytes may die without taking anything along."""

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from core.errors import BadInput, Problem
from webapp.jobs import child
from webapp.jobs.work import Allowance

GAVE_UP = "This file could not be read: the program that reads it stopped. It may be damaged, or made to do harm."

_T = TypeVar("_T")


def call(allowance: Allowance, function: Callable[..., _T], *words: Any) -> _T:
    """What the function returns, or the problem that it met."""
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=_call, args=(theirs, allowance, function, words), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(allowance.seconds):
            process.kill()
            raise BadInput(child.took_too_long(allowance))
        found, answer = ours.recv()
    except EOFError:
        process.join()
        raise BadInput(child.too_much_memory(allowance) if process.exitcode == child.OVER_MEMORY else GAVE_UP) from None
    finally:
        process.join(1)
    if not found:
        raise answer
    result: _T = answer
    return result


def _call(theirs: Connection, allowance: Allowance, function: Callable[..., Any], words: tuple[Any, ...]) -> None:
    child.limit(allowance)
    try:
        theirs.send((True, function(*words)))
    except Problem as problem:
        theirs.send((False, BadInput(problem.sentence)))
    except MemoryError:
        theirs.send((False, BadInput(child.too_much_memory(allowance))))
    theirs.close()
    os._exit(0)  # without the libraries' own farewell, which is not for the person at the screen
