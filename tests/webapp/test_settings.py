"""Nonsense in the environment stops the start with a sentence, and sense is understood."""

from pathlib import Path

import pytest

from webapp.errors import CannotStart
from webapp.settings import ROOT, Settings

LONG = "0123456789abcdefghijklmnopqrstuvwxyz"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("KINDRED_PORT", "0", "from 1 to 65535"),
        ("KINDRED_PORT", "65536", "from 1 to 65535"),
        ("KINDRED_PORT", "-1", "from 1 to 65535"),
        ("KINDRED_PORT", "80.5", "from 1 to 65535"),
        ("KINDRED_PORT", "http", "from 1 to 65535"),
        ("KINDRED_PORT", "٨٠٥٠", "from 1 to 65535"),
        ("KINDRED_PORT", "9" * 5_000, "from 1 to 65535"),
        ("KINDRED_WEB_PROCESSES", "0", "from 1 to 32"),
        ("KINDRED_WEB_PROCESSES", "1000000", "from 1 to 32"),
        ("KINDRED_WEB_THREADS", "1", "from 2 to 64"),
        ("KINDRED_HTTPS", "maybe", "Give 1 or 0"),
        ("KINDRED_HOST", "0.0.0.0", "passwords would travel in the clear"),
        ("KINDRED_HOST", "kindred.example.org", "passwords would travel in the clear"),
        ("KINDRED_HOST", "http://127.0.0.1", "Give a name or a number of this machine"),
        ("KINDRED_HOST", "127.0.0.1; rm -rf /", "Give a name or a number of this machine"),
        ("KINDRED_TRUSTED_HOSTS", "https://kindred.example.org", "Give names alone"),
        ("KINDRED_TRUSTED_HOSTS", "kindred.example.org/team", "Give names alone"),
        ("KINDRED_TRUSTED_HOSTS", "*", "Give names alone"),
        ("KINDRED_INSTANCE", "~nobody-of-that-name/kindred", "has a home folder here"),
        ("KINDRED_SECRET_KEY", "secret", "too short or too plain"),
        ("KINDRED_SECRET_KEY", "changeme" * 8, "too short or too plain"),
        ("KINDRED_SECRET_KEY", "a" * 64, "too short or too plain"),
        ("KINDRED_DATABASE_URL", "sqlite:///kindred.db", "not an address of PostgreSQL"),
        ("KINDRED_DATABASE_URL", "mysql://a:b@c/d", "not an address of PostgreSQL"),
        ("KINDRED_DATABASE_URL", "kindred", "not an address of PostgreSQL"),
        ("KINDRED_DATABASE_URL", "postgresql://", "not an address of PostgreSQL"),
        ("KINDRED_DATABASE_URL", "postgresql://host", "not an address of PostgreSQL"),
        ("KINDRED_DATABASE_URL", "postgresql://host:port/kindred", "not an address of PostgreSQL"),
        ("KINDRED_DATABASE_URL", "postgresql://me:a/b@host/kindred", "not an address of PostgreSQL"),
    ],
)  # fmt: skip
def test_nonsense_is_told_in_a_sentence_that_names_the_setting(name: str, text: str, told: str) -> None:
    with pytest.raises(CannotStart) as caught:
        Settings.from_env({name: text})
    sentence = caught.value.sentence
    assert name in sentence and told in sentence and sentence.endswith(".") and len(sentence) <= 300


def test_a_secret_or_a_password_is_never_repeated() -> None:
    for environ in ({"KINDRED_SECRET_KEY": "hunter2"}, {"KINDRED_DATABASE_URL": "mysql://me:hunter2@host/kindred"}):
        with pytest.raises(CannotStart) as caught:
            Settings.from_env(environ)
        assert "hunter2" not in caught.value.sentence


def test_with_nothing_set_it_is_a_program_for_this_machine() -> None:
    settings = Settings.from_env({})
    assert (settings.host, settings.port, settings.database_url) == ("127.0.0.1", 8050, None)
    assert (settings.instance, settings.https, settings.postgres) == (ROOT / "instance", False, False)
    assert settings.address == "http://127.0.0.1:8050"
    assert (
        Settings.from_env(dict.fromkeys(("KINDRED_PORT", "KINDRED_HOST", "KINDRED_INSTANCE", "KINDRED_HTTPS"), ""))
        == settings
    )


def test_what_makes_sense_is_understood(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {
            "KINDRED_HOST": "0.0.0.0",
            "KINDRED_HTTPS": "Yes",
            "KINDRED_TRUSTED_HOSTS": "kindred.example.org, .intern.example.org",
            "KINDRED_SECRET_KEY": LONG,
            "KINDRED_DATABASE_URL": "postgres://me:a%2Fb@db.example.org:5433/kindred?sslmode=require",
            "KINDRED_INSTANCE": str(tmp_path / "a b"),
        }
    )
    assert settings.address == "https://kindred.example.org"
    assert settings.hosts == [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0.0.0.0",
        "kindred.example.org",
        ".intern.example.org",
    ]
    assert settings.database_url == "postgresql+psycopg://me:a%2Fb@db.example.org:5433/kindred?sslmode=require"
    assert settings.instance == tmp_path / "a b"


def test_the_older_internet_protocol_is_not_the_only_one() -> None:
    assert Settings.from_env({"KINDRED_HOST": "::1"}).address == "http://[::1]:8050"
