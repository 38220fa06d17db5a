"""Every kind of job can be handed to a child."""

import pickle

import pytest

from webapp.jobs.kinds import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_child_finds_the_function_by_its_name(kind: str) -> None:
    function = KINDS[kind].function
    assert pickle.loads(pickle.dumps(function)) is function
