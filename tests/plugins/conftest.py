"""No test leaves its bridge's folder in the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from support.bridge import FOLDER_VARIABLE


@pytest.fixture(autouse=True)
def _environment_as_it_was() -> Iterator[None]:
    before = os.environ.get(FOLDER_VARIABLE)
    yield
    os.environ.pop(FOLDER_VARIABLE, None)
    if before is not None:
        os.environ[FOLDER_VARIABLE] = before
