"""What the source may not hold, whoever writes it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp import cli
from webapp.settings import ROOT

SOURCES = sorted(path for part in ("core", "webapp", "migrations") for path in (ROOT / part).rglob("*.py"))
SERVED = sorted(
    path
    for folder in ("webapp/assets", "webapp/routes/templates")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".css", ".js", ".html", ".svg") and "vendor" not in path.parts
)
MODULES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "shelve", "marshal", "joblib", "requests", "httpx"}
NAMES = {"eval", "exec", "compile", "__import__"}
CALLS = {"read_pickle", "to_pickle", "query", "eval", "unsafe_load", "system", "popen", "urlopen"}
SWITCHES = {"shell", "allow_pickle", "dangerously_allow_html"}
BANNED = {"manager", "handler", "helper", "helpers", "utils", "util", "common", "misc", "process", "do", "obj"}


def offences(tree: ast.Module) -> Iterator[str]:
    """Ways by which data becomes a program, or the server fetches what somebody names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"import {each.name}" for each in node.names if each.name.split(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in MODULES:
            yield f"from {node.module} import"
        elif isinstance(node, ast.Call):
            yield from _offences_of_call(node)
        elif isinstance(node, ast.keyword) and node.arg in SWITCHES and ast.unparse(node.value) != "False":
            yield f"{node.arg}="


def _offences_of_call(node: ast.Call) -> Iterator[str]:
    if isinstance(node.func, ast.Name) and node.func.id in NAMES:
        yield f"{node.func.id}()"
    if isinstance(node.func, ast.Attribute):
        owner = ast.unparse(node.func.value)
        if node.func.attr == "query" and "tree" in owner.lower():
            return  # a tree of points is asked for neighbours; it is tables that run what they are asked
        if node.func.attr in CALLS or (owner == "yaml" and node.func.attr == "load"):
            yield f".{node.func.attr}()"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_turns_data_into_a_program(path: Path) -> None:
    assert list(offences(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle", "from joblib import load", "eval('1')", "exec(text)", "frame.query(text)", "pd.read_pickle(path)",
        "yaml.load(text)", "subprocess.run(text, shell=True)", "np.load(path, allow_pickle=True)", "os.system(text)",
        "urllib.request.urlopen(address)", "dcc.Markdown(text, dangerously_allow_html=True)",
    ],
)  # fmt: skip
def test_the_look_for_it_finds_it(source: str) -> None:
    assert len(list(offences(ast.parse(source)))) == 1


def test_the_look_for_it_leaves_the_rest_alone() -> None:
    fine = "cKDTree(points).query(others)\nnp.load(path, allow_pickle=False)\nsubprocess.run(words, shell=False)\nre.compile('a')\nyaml.safe_load(text)"
    assert list(offences(ast.parse(fine))) == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_have_a_docstring_and_a_name_that_says_something(path: Path) -> None:
    words = path.stem.strip("_").split("_")
    assert not BANNED & set(words)
    if path.stat().st_size:
        assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", SERVED, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_asks_another_host_for_anything(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("http://www.w3.org/", "")  # names of XML, never fetched
    assert re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", text) == []
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S|\son\w+=", text)  # nor holds a script of its own


@pytest.mark.parametrize("path", SERVED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_never_says_that_text_is_safe(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|Markup\(", path.read_text(encoding="utf-8"))


# What is installed


def pinned(name: str) -> list[tuple[str, str, int]]:
    """Package, version, and how many digests are known for it; a package may stand there once for each Python."""
    text, digest = (ROOT / name).read_text(encoding="utf-8"), re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
    blocks = [block for block in re.split(r"\n(?=[^\s#])", "\n" + text) if re.match(r"[^\s#]", block)]
    found = [(re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", block), block) for block in blocks]
    assert all(match for match, _ in found), "something is not pinned"
    return [(match[1].lower(), match[2], len(digest.findall(block))) for match, block in found if match]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned_with_its_digests(name: str) -> None:
    packages = pinned(name)
    assert len(packages) > 20
    assert [package for package, _, digests in packages if digests == 0] == []


def test_the_tests_run_what_is_installed() -> None:
    program, tests = (
        {(package, version) for package, version, _ in pinned(name)}
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    differ = {package for package, _ in program - tests}
    assert differ <= {"urllib3"}  # the driver of the browser asks for an older one


# What is said about it


def test_every_command_is_named_in_the_readme() -> None:
    readme = ROOT / "README.md"
    if not readme.exists():
        pytest.skip("there is no README.md yet")
    text = readme.read_text(encoding="utf-8")
    commands = next(action.choices for action in cli._parser()._actions if action.choices)
    assert isinstance(commands, dict)
    inner = {"serve"}  # a part of run, which nobody types
    assert [word for word in commands if word not in inner and f"./kindred {word}" not in text] == []
