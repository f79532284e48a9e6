"""The form of `rostercheck check --format json`, and an example made by the program."""

from __future__ import annotations

import contextlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

from pages.tables import code, listed, table
from sync.commands.check import Request, run_check
from sync.reports.schema import Report

ROOT = Path(__file__).resolve().parent.parent.parent
MODELS = {
    "Report": "The whole report",
    "PersonReport": "people: one row of the roster each",
    "FindingReport": "findings: the gravest first, person by person",
}
SHOWN = 2


def keys_page() -> str:
    """Give the keys of each part of a report."""
    schema = Report.model_json_schema()
    parts = []
    for name, title in MODELS.items():
        part = schema if name == "Report" else schema["$defs"][name]
        rows = [
            (code(key), _type(value), value.get("description", ""))
            for key, value in part["properties"].items()
        ]
        parts += [f"### {title}\n", table(("key", "type", "meaning"), rows), ""]
    return "\n".join(parts)


def outcomes() -> str:
    """Give the outcomes, as the schema lists them."""
    return listed(code(one) for one in Report.model_json_schema()["$defs"]["Outcome"]["enum"])


def schema_page() -> str:
    """Give the whole schema."""
    return f"```json\n{json.dumps(Report.model_json_schema(), indent=2)}\n```"


def example(book: str, as_of: str, pack: str) -> str:
    """Give a real report of a sample workbook, cut to its first people and findings."""
    path = ROOT / "sample_workbooks" / book
    request = Request(
        book=path,
        as_of=date.fromisoformat(as_of),
        pack=pack,
        date_order="mdy",
        dry_run=True,
        form="json",
    )
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        run_check(request)
    report = json.loads(printed.getvalue())
    report["book"] = book
    for key in ("people", "findings", "notices"):
        report[key] = report[key][:SHOWN]
    return f"```json\n{json.dumps(report, indent=2, ensure_ascii=False)}\n```"


def _type(value: dict[str, Any]) -> str:
    if "anyOf" in value:
        return " or ".join(_type(one) for one in value["anyOf"])
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return "outcome" if name == "Outcome" else "objects, as below"
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    return str(value.get("format") or value.get("type"))
