"""A process that asks for jobs from many threads, as a web server does: python -m ... TEAM PERSON HOW_MANY"""

import sys
from concurrent.futures import ThreadPoolExecutor

from webapp.records import Lane
from webapp.settings import Settings
from webapp.store import opening, queue
from webapp.store.engine import db, writing


def main() -> None:
    settings, (team_id, person_id, many) = Settings.from_env(), map(int, sys.argv[1:4])

    def press(number: int) -> int:
        with opening._server(settings).app_context():
            try:
                with writing():
                    return queue.add(team_id, person_id, "brings", Lane.LONG, "Numbers", {}, key=f"press {number}")
            finally:
                db.session.remove()

    with opening.opened(settings), ThreadPoolExecutor(4) as threads:
        print(*threads.map(press, range(many)))


if __name__ == "__main__":
    main()
