"""ROSTER_CATEGORY and ROSTER_VERSION."""

from __future__ import annotations

from datetime import date
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of

from addin.blocks import Cells, shape
from addin.registry import Answers
from addin.settings import Settings
from addin.single import column_of
from models.cells import Raw
from models.rulepack import Pack

NAME = "Rostercheck"


def category(text: Cells | None, settings: Settings, *, today: date) -> Answers:  # noqa: ARG001
    """Give the code of each text that names a category; a sentence where it names none."""
    asked = [(raw.__class__, raw) for raw in column_of(text, "text")]  # 1, 1.0 and TRUE differ
    codes = {one: _code(one[1], settings.pack) for one in dict.fromkeys(asked)}
    return shape([codes[one]] for one in asked)


def _code(raw: Raw, pack: Pack) -> str:
    found, problem = pack.categories.parse(raw or None)
    return " + ".join(one.code for one in found or ()) or problem or ""


def version(*, today: date) -> Answers:  # noqa: ARG001 - the same on every day
    """Name the program and its version."""
    try:
        return [[f"{NAME} {version_of('rostercheck')}"]]
    except PackageNotFoundError:  # run from its folder, and not installed
        return [[NAME]]
