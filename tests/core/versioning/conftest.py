from pathlib import Path

import pytest

from core.versioning import Room


@pytest.fixture
def room(tmp_path: Path) -> Room:
    return Room(tmp_path, threads=2)


@pytest.fixture(scope="session")
def shared_room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    """For tests that try many examples, which a folder of each test would not outlive."""
    return Room(tmp_path_factory.mktemp("versions"), threads=1)
