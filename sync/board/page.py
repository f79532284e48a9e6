"""The page: one HTML file that needs nothing else, made of the content and of nothing besides."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment

from models.hiding import LEAST
from models.language import speak
from models.wording import sentence, written
from sync.board.content import Content
from sync.board.views import everybody, sections_of
from sync.templates import html_templates

TEMPLATES = Path(__file__).parent / "templates"
FONTS = "Segoe UI, Helvetica Neue, Arial, Liberation Sans, sans-serif"
NOTES = ("hidden", "about", "unknown", "decides")


def page_of(content: Content) -> bytes:
    """Write the page, in the language of the content; the same content gives the same bytes."""
    with speak(content.figures.language):
        text = (
            _templates()
            .get_template("pack.html.j2")
            .render(
                content=content,
                language=content.figures.language,
                day=written(content.as_of),
                sections=sections_of(content),
                everybody=everybody(content),
                notes=_notes(),
            )
        )
    return "\n".join(line for line in text.splitlines() if line.strip()).encode() + b"\n"


def _notes() -> list[tuple[str, str]]:
    """Give the words that need explaining, each with what it means."""
    facts = {"least": LEAST}
    return [
        (sentence(f"board.term.{key}", {}), sentence(f"board.note.{key}", facts)) for key in NOTES
    ]


@cache
def _templates() -> Environment:
    made = html_templates(TEMPLATES)
    made.filters["css"] = _css
    made.globals["fonts"] = FONTS
    return made


def _css(text: str) -> str:
    """Write a text that stands in quotes in a style: anything but plain letters as its number."""
    said = (c if c.isalnum() or c in " .,-·" else f"\\{ord(c):06x}" for c in str(text))
    return "".join(said)
