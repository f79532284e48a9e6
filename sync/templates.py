"""HTML templates: how all of ours are read, whichever page they make."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.wording import sentence


def html_templates(*folders: Path, keep_last_newline: bool = False) -> Environment:
    """Give the templates of some folders; the first one in which a name stands goes first.

    Whatever somebody typed is text in them, never markup; a fact that is missing is an error.
    """
    made = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=keep_last_newline,
        auto_reload=False,
    )
    made.filters["px"] = _px
    made.globals["say"] = _say
    return made


def _say(key: str, **facts: object) -> str:
    """Say a sentence in the language that is spoken."""
    return sentence(key, facts)


def _px(value: float) -> str:
    """Write a length without needless digits; the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")
