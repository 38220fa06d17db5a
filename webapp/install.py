"""Makes .venv and installs what a requirements file pins, for ./kindred. Runs before anything is installed: standard library only."""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"


def main(words: list[str]) -> int:
    wanted = words[-1]
    if words[0] == "--check":
        return 0 if is_installed(wanted) else 1
    with (ROOT / ".venv.lock").open("w") as lock:  # two first starts at once wait for one another
        fcntl.flock(lock, fcntl.LOCK_EX)
        return 0 if is_installed(wanted) else install(wanted)


def is_installed(wanted: str) -> bool:
    return any(_stamp(name).exists() and _stamp(name).read_text() == _digest(name) for name in _that_include(wanted))


def install(wanted: str) -> int:
    print(f"Installing what {wanted} pins, once. This takes a minute or so.", file=sys.stderr, flush=True)
    if not (VENV / "bin" / "python").exists() or _other_python():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    for name in ("requirements.txt", "requirements-dev.txt"):
        _stamp(name).unlink(missing_ok=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / wanted)], check=False)
    if done.returncode != 0:
        print(
            "The packages could not be installed: see above. Is the network there? Nothing else was changed.",
            file=sys.stderr,
        )
        return 1
    _stamp(wanted).write_text(_digest(wanted))
    return 0


def _other_python() -> bool:
    """A .venv of another Python version than the one that was found."""
    asked = subprocess.run(
        [str(VENV / "bin" / "python"), "-c", "import sys; print(sys.version_info[:2])"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() != str(sys.version_info[:2])


def _that_include(wanted: str) -> list[str]:
    return ["requirements.txt", "requirements-dev.txt"] if wanted == "requirements.txt" else [wanted]


def _stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def _digest(name: str) -> str:
    # The development file is locked together with the other: either changing means installing again.
    files = _that_include("requirements.txt") if name == "requirements-dev.txt" else [name]
    return hashlib.sha256(b"".join((ROOT / file).read_bytes() for file in files)).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
