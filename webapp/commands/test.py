"""`./kindred test`: the one truth about whether this tree is fit to land."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from webapp.settings import ROOT

SYSTEM_PACKAGES = ("chromium", "chromium-driver", "fonts-liberation", "postgresql", "strace")
BIN = Path(sys.executable).parent

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("types", (str(BIN / "mypy"), "--no-error-summary")),
    ("imports", (str(BIN / "lint-imports"), "--no-logo")),
    ("migrations", (sys.executable, "-m", "webapp.cli", "migration")),
)


def test(rest: Sequence[str], install: bool) -> int:
    """Every step is run, also after one has failed, so that one look shows all there is to mend."""
    if install:
        _install_system_packages()
    with tempfile.TemporaryDirectory() as folder:
        if rest:
            return _pytest("tests", Path(folder), *rest)
        results = {name: _step(name, *command) for name, command in STEPS}
        results["tests"] = _pytest("tests", Path(folder), "-n", "2", "--ignore=tests/journeys")
        results["journeys"] = _pytest("journeys", Path(folder), "-n", "2", "tests/journeys")
        _tell_skipped(Path(folder))
    failed = [name for name, code in results.items() if code != 0]
    print("All green." if not failed else f"Not green: {', '.join(failed)}.")
    return 1 if failed else 0


def _step(name: str, *command: str) -> int:
    begun = time.monotonic()
    print(f"— {name}", flush=True)
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    print(f"  {'done' if code == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} s", flush=True)
    return code


def _pytest(name: str, folder: Path, *words: str) -> int:
    return _step(name, sys.executable, "-m", "pytest", f"--junitxml={folder / name}.xml", *words)


def _tell_skipped(folder: Path) -> None:
    """What was not proven in this run, and why."""
    reasons: Counter[str] = Counter()
    for report in folder.glob("*.xml"):
        for skipped in ElementTree.parse(report).iter("skipped"):  # noqa: S314
            reasons[skipped.get("message", "")] += 1
    print(f"Skipped: {reasons.total()}")
    for reason, count in reasons.most_common():
        print(f"  {count} × {reason}")


def _install_system_packages() -> None:
    """Where a package manager may be used without asking; elsewhere the tests that need more are skipped, and say so."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None:
        print(f"Not installed, for there is no apt-get: {', '.join(SYSTEM_PACKAGES)}.")
        return
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *SYSTEM_PACKAGES]):
        done = subprocess.run([*prefix, "apt-get", *words], env=environ, stdout=subprocess.DEVNULL, check=False)
        if done.returncode != 0:
            print("The system packages could not be installed; tests that need them are skipped, and say so.")
            return
