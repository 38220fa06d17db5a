"""The words behind ./kindred, and which command each of them calls."""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import Problem
from webapp.settings import Settings


def main(words: Sequence[str] | None = None) -> int:
    given = _parser().parse_args(words)
    try:
        return int(given.call(given, _settings(given, os.environ)) or 0)
    except Problem as problem:
        print(problem.sentence, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./kindred", description="Customer segments that a team can trust, share and act on."
    )
    parser.add_argument("--instance", type=Path, help="the folder of the database, instead of ./instance")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in (_add_running, _add_files, _add_care, _add_building):
        add(commands)
    for command in commands.choices.values():
        command.add_argument("--instance", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _add_running(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = commands.add_parser("run", help="start the program and print its address")
    run.add_argument("--host", help="the address to listen on, 127.0.0.1 by default")
    run.add_argument("--port", help="the port to listen on, 8050 by default")
    run.set_defaults(call=_run)

    serve = commands.add_parser("serve")  # a part of run: it has no line in the help
    serve.add_argument("--host")
    serve.add_argument("--port")
    serve.add_argument("--fd", type=int, required=True)
    serve.set_defaults(call=_serve)

    worker = commands.add_parser("worker", help="carry out long work, where ./kindred run does not do it")
    worker.add_argument("--host", help=argparse.SUPPRESS)
    worker.add_argument("--port", help=argparse.SUPPRESS)
    worker.add_argument("--kept", action="store_true", help=argparse.SUPPRESS)
    worker.set_defaults(call=_worker)

    demo = commands.add_parser("demo", help="make a sample team with sample data, and a link to sign in")
    demo.add_argument(
        "--files", type=Path, metavar="FOLDER", help="also write the sample files there, to bring by hand"
    )
    demo.set_defaults(call=_demo)


def _add_files(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bring = commands.add_parser("import", help="bring a file as a dataset of a team")
    bring.add_argument("file", type=Path)
    bring.add_argument("--team", required=True)
    bring.add_argument("--name", required=True, help="the name of the dataset")
    how = bring.add_mutually_exclusive_group()
    how.add_argument("--add", dest="mode", action="store_const", const="add", help="add to its last version")
    how.add_argument("--replace", dest="mode", action="store_const", const="replace", help="replace its last version")
    bring.set_defaults(call=_import, mode="new")

    read = commands.add_parser("read", help="read a file as an upload would be, and tell what is in it")
    read.add_argument("file", type=Path)
    read.add_argument("--sheet", help="the sheet of a workbook")
    read.add_argument("--json", action="store_true")
    read.set_defaults(call=_read)

    measures = commands.add_parser("measures", help="measures per customer from a file of order lines")
    measures.add_argument("file", type=Path)
    measures.add_argument("--out", type=Path, help="write the table of customers there, as CSV")
    measures.add_argument("--json", action="store_true")
    measures.set_defaults(call=_measures)

    sweep = commands.add_parser("sweep", help="try every number of segments on a file of customers")
    sweep.add_argument("file", type=Path)
    sweep.add_argument("--measures", help="names of columns, separated by commas")
    sweep.add_argument("--recipe", type=Path, help="a recipe in JSON; what it leaves out is suggested from the data")
    sweep.add_argument("--k", help="the numbers of segments, 1-12 by default")
    sweep.add_argument("--criteria", help="which criteria, separated by commas")
    sweep.add_argument("--labels", type=Path, help="write the segment of every customer there, as CSV")
    sweep.add_argument("--json", action="store_true")
    sweep.set_defaults(call=_sweep)


def _add_care(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = commands.add_parser("backup", help="copy everything into one file, also while the program runs")
    backup.add_argument("file", type=Path)
    backup.set_defaults(call=_backup)

    restore = commands.add_parser(
        "restore", help="put a backup in the place of the database, while the program is stopped"
    )
    restore.add_argument("file", type=Path)
    restore.set_defaults(call=_restore)

    add_person = commands.add_parser("add-person", help="make an invitation for somebody")
    add_person.add_argument("email")
    add_person.add_argument("--team", required=True)
    add_person.add_argument("--role", default="admin", choices=["viewer", "editor", "admin"])
    add_person.add_argument("--new-team", action="store_true", help="make the team with it")
    add_person.set_defaults(call=_add_person)

    reset_password = commands.add_parser(
        "reset-password", help="make a link with which somebody chooses a new password"
    )
    reset_password.add_argument("email")
    reset_password.set_defaults(call=_reset_password)

    doctor = commands.add_parser("doctor", help="check everything the program needs, and say what to do")
    doctor.set_defaults(call=_doctor)


def _add_building(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    migration = commands.add_parser("migration", help="for those who build: write down what changed in the tables")
    migration.add_argument("message", nargs="?", help="what the change is; without it only says whether one is missing")
    migration.set_defaults(call=_migration)

    test = commands.add_parser("test", help="for those who build: everything that has to be green")
    test.add_argument(
        "--install", action="store_true", help="first install the browser and PostgreSQL, where that is allowed"
    )
    test.add_argument("rest", nargs=argparse.REMAINDER, help="goes on to pytest")
    test.set_defaults(call=_test)


def _settings(given: argparse.Namespace, environ: Mapping[str, str]) -> Settings:
    """What stands on the command line goes before what stands in the environment."""
    said = {
        "KINDRED_INSTANCE": given.instance,
        "KINDRED_HOST": getattr(given, "host", None),
        "KINDRED_PORT": getattr(given, "port", None),
    }
    return Settings.from_env({**environ, **{name: str(value) for name, value in said.items() if value is not None}})


# The commands are imported when they are called: the whole application is not needed to say which words there are.


def _run(_given: argparse.Namespace, settings: Settings) -> int:
    from webapp.commands.run import run

    return run(settings)


def _serve(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.serve import serve

    serve(settings, given.fd)


def _worker(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.worker import worker

    worker(settings, given.kept)


def _demo(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.demo import demo

    demo(settings, given.files)


def _import(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.bring import bring

    bring(settings, given.file, given.team, given.name, given.mode)


def _read(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.read import read

    read(settings, given.file, given.sheet, given.json)


def _measures(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.measures import measures

    measures(settings, given.file, given.out, given.json)


def _sweep(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.sweep import Asked, run

    run(settings, given.file, Asked.of(given.measures, given.recipe, given.k, given.criteria, given.labels), given.json)


def _backup(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.copies import backup

    backup(settings, given.file)


def _restore(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.copies import restore

    restore(settings, given.file)


def _add_person(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.persons import add_person

    add_person(settings, given.email, given.team, given.role, given.new_team)


def _reset_password(given: argparse.Namespace, settings: Settings) -> None:
    from webapp.commands.persons import reset_password

    reset_password(settings, given.email)


def _doctor(_given: argparse.Namespace, settings: Settings) -> int:
    from webapp.commands.doctor import doctor

    return doctor(settings)


def _migration(given: argparse.Namespace, _settings: Settings) -> int:
    from webapp.commands.migration import migration

    return migration(given.message)


def _test(given: argparse.Namespace, _settings: Settings) -> int:
    from webapp.commands.test import test

    return test(given.rest, install=given.install)


if __name__ == "__main__":
    sys.exit(main())
