"""The stylesheets, scripts and templates fit one another, and nothing comes from elsewhere."""

import re
from pathlib import Path

import pytest

from webapp.components import frame

WEBAPP = Path(frame.__file__).parent.parent
ASSETS = WEBAPP / "assets"
OURS = [*(ASSETS / "style").glob("*.css"), *ASSETS.glob("*.js"), *(ASSETS / "early").glob("*.js")]
TEMPLATES = [*(WEBAPP / "routes" / "templates").glob("*.html")]
PYTHON = [*(WEBAPP / "components").rglob("*.py"), *(WEBAPP / "pages").rglob("*.py"), WEBAPP / "dashboard.py"]


def read(files: list[Path]) -> str:
    return "\n".join(file.read_text() for file in files)


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def test_every_value_that_is_used_is_named_in_the_tokens() -> None:
    defined = set(re.findall(r"(--[\w-]+)\s*:", (ASSETS / "style" / "tokens.css").read_text()))
    used = set(re.findall(r"var\((--[\w-]+)", without_comments(read(OURS))))
    assert len(used) > 50
    assert used <= defined


def test_both_modes_name_the_same_values() -> None:
    css = (ASSETS / "style" / "tokens.css").read_text()
    modes = [
        re.search(rf"{start}[^{{]*{{(.*?)\n}}", css, re.DOTALL)
        for start in (r':root, \[data-bs-theme="light"\]', r'\n\[data-bs-theme="dark"\]')
    ]
    light, dark = (set(re.findall(r"(--[\w-]+)\s*:", mode.group(1))) for mode in modes if mode)
    assert light == dark
    assert len(light) > 60


def test_every_pattern_is_used_and_every_pattern_used_is_drawn() -> None:
    drawn = set(re.findall(r"\.(k-[a-z-]+)", without_comments(read([*(ASSETS / "style").glob("*.css")]))))
    used = set(re.findall(r"(?<![\w.-])(k-[a-z]+(?:-[a-z]+)*)\b", read(PYTHON + TEMPLATES + [*ASSETS.glob("*.js")])))
    assert used == drawn


def test_nothing_is_fetched_from_elsewhere() -> None:
    styles = [*ASSETS.rglob("*.css")]
    addresses = re.findall(r"(?:url\(|@import\s)[\"']?(\w+://|//)", read(styles))
    sources = re.findall(r"(?:src|href)=\"(\w+://|//)", frame.INDEX + read(TEMPLATES))
    assert addresses == sources == []


@pytest.mark.parametrize("style", frame.STYLES)
def test_what_the_frame_links_is_there_with_all_it_names(style: str) -> None:
    file = ASSETS / style
    for named in re.findall(r"url\([\"']?([^\"')]+)", file.read_text()):
        if not named.startswith("data:"):
            assert (file.parent / named.partition("?")[0]).is_file(), named


def test_licences_stand_beside_what_is_vendored() -> None:
    folders = [folder for folder in (ASSETS / "vendor").iterdir() if folder.is_dir()]
    assert len(folders) == 3
    assert all((folder / "LICENSE").is_file() for folder in folders)


def test_no_script_stands_in_a_page() -> None:
    """The content security policy would not run it."""
    assert re.findall(r"<script(?![^>]*\ssrc=)", frame.INDEX + read(TEMPLATES)) == []
    assert re.findall(r"\son\w+=", read(TEMPLATES)) == []
