"""Several calls at the same moment, as far as threads can be made to."""

import threading
from collections.abc import Callable


def at_once(calls: list[Callable[[], None]]) -> None:
    ready = threading.Barrier(len(calls))

    def begin(call: Callable[[], None]) -> None:
        ready.wait()
        call()

    threads = [threading.Thread(target=begin, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
