"""The page of formulas knows every formula, argument and setting."""

from __future__ import annotations

import pytest

from addin import settings
from addin.functions import FUNCTIONS
from addin.parameters import MORE
from addin.registry import SheetFunction
from models.layering import shipped
from tests.docs.project import text

PAGE = "docs/formulas.md"


@pytest.mark.parametrize("one", FUNCTIONS, ids=lambda one: one.name)
def test_every_formula_is_documented(one: SheetFunction) -> None:
    """Each has a section with its summary, its example, and all of its arguments."""
    section = text(PAGE).split(f"\n### {one.name}\n")[1].split("\n### ")[0].split("\n## ")[0]
    assert one.summary in section
    assert one.example in section
    if "those of [`ROSTER_CHECK`]" in section:
        section += text(PAGE).split("\n### ROSTER_CHECK\n")[1].split("\n### ")[0]
    for parameter in one.parameters:
        named = parameter in MORE[1:-1] or f"`{parameter.name}`" in section
        assert named, parameter.name
        assert parameter.help in section


def test_every_setting_is_documented() -> None:
    """What can stand in the first column of the settings, and the rules that can be named."""
    page = text(PAGE)
    for name in settings.SETTINGS:
        assert f"| `{name}` |" in page
    for pack in shipped():
        assert pack in page
