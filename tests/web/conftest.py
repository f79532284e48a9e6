"""A folder with a workbook that was checked once, for tests that only look."""

from __future__ import annotations

import pytest

from tests.web.scene import Scene, Visitor, make


@pytest.fixture
def scene(tmp_path) -> Scene:
    """A workbook and its config; nothing was checked yet."""
    return make(tmp_path)


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Visitor:
    """Somebody logged in who looks at a book that was checked; nobody changes it."""
    scene = make(tmp_path_factory.mktemp("shown"))
    scene.check()
    return scene.visitor()
