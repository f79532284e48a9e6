"""The registry as files: CSV for a spreadsheet, JSON for a website, one HTML page for everybody."""

from __future__ import annotations

import csv
from base64 import b64encode
from functools import cache
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

from jinja2 import Environment
from pydantic import BaseModel, Field

from models.language import language
from models.registry import Listed, Registry
from models.wording import sentence, written
from sync.registry.choices import choices, traits
from sync.registry.words import (
    COLUMNS,
    basis,
    counted_listed,
    disclaimers,
    head,
    legend,
    named,
    shown,
    title,
)
from sync.reports.rows import harmless
from sync.templates import html_templates

TEMPLATES = Path(__file__).parent / "templates"


class RegistryReport(BaseModel):
    """The registry as a website can read it. New keys may come; none changes."""

    title: str = Field(description="what the list is called")
    as_of: str = Field(description="the day as of which the roster was looked at, YYYY-MM-DD")
    pack: str = Field(description="id of the rule pack")
    pack_version: str = Field(description="version of the rule pack")
    notes: list[str] = Field(description="what everybody who reads the list has to know")
    providers: list[Listed] = Field(description="who is listed, by last name")


def as_json(made: Registry) -> str:
    """Write the list as JSON: who is listed, and nothing of anybody else."""
    report = RegistryReport(
        title=title(made),
        as_of=made.as_of.isoformat(),
        pack=made.pack,
        pack_version=made.pack_version,
        notes=[basis(made), *disclaimers()],
        providers=list(made.providers),
    )
    return f"{report.model_dump_json(indent=2)}\n"


def as_csv(made: Registry) -> str:
    """Write the list as CSV under headings; each line says as of when, and who decides."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([head(column) for column in (*COLUMNS, "as_of", "note")])
    note = sentence("registry.note", {"day": made.as_of})
    for one in made.providers:
        cells = shown(one)._asdict() | {
            "gives_to": named(one.gives_to),
            "ask_first": named(one.ask_first),
            "until": one.until.isoformat() if one.until is not None else "",
        }
        values = [cells[column] for column in COLUMNS]
        writer.writerow(map(harmless, [*values, made.as_of.isoformat(), note]))
    return out.getvalue()


def as_html(made: Registry) -> str:
    """Write one page that needs nothing else: a plain table, with filters where scripts run."""
    style, script = asset("registry.css"), asset("registry.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    page = environment().get_template("registry.html.j2")
    return page.render(**facts(made), style=style, script=script, policy=policy)


def facts(made: Registry) -> dict[str, Any]:
    """Give what a template needs to show the list."""
    return {
        "language": language(),
        "title": title(made),
        "basis": basis(made),
        "disclaimers": disclaimers(),
        "legend": legend(made),
        "listed": counted_listed(made),
        "columns": [(column, head(column)) for column in COLUMNS],
        "rows": [(shown(one), traits(one)) for one in made.providers],
        "choices": choices(made),
        "made": made,
        "day": written,
    }


@cache
def environment() -> Environment:
    """Give the templates."""
    return html_templates(TEMPLATES, keep_last_newline=True)


@cache
def asset(name: str) -> str:
    """Read a style or a script."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
