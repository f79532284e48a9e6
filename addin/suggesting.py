"""ROSTER_SUGGEST: which categories may fit somebody, from a few answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from addin.blocks import Cells, shape
from addin.errors import AddinError
from addin.registry import Answers as Block
from addin.settings import Settings
from addin.single import day_of
from models.cells import (
    CellError,
    Parsed,
    Raw,
    fold_accents,
    parse_band,
    parse_text,
    parse_yes_no,
    shown,
)
from models.language import say
from models.suggest import Answers, Candidate
from models.suggest import suggest as suggested
from models.wording import sentence, unstopped

T = TypeVar("T")
HEADINGS = ("category", "code", "fit", "for_it", "against", "missing", "ask", "source")
_ASKED: Mapping[str, tuple[str, ...]] = {
    "role": ("work", "role", "job", "title", "position", "trabajo"),
    "ages": ("ages", "age", "children", "age of the children", "edades"),
    "gives_rsc": ("gives rsc", "rsc given", "gives supervision", "da rsc"),
    "held": ("holds", "held", "endorsed as", "category held", "tiene"),
    "degree": ("degree", "highest degree", "titulo"),
    "licence": ("licence", "license", "licensed", "licencia"),
    "work_years": ("work years", "years of work", "years"),
    "families": ("families", "families served", "familias"),
    "training_hours": ("training hours", "hours of training", "training"),
    "rsc_hours": ("rsc hours", "hours of rsc", "rsc", "rsc received"),
}
QUESTIONS = {text: key for key, texts in _ASKED.items() for text in texts}
_HEADERS = frozenset({"question", "questions", "asked", "what is asked"})


def suggest(answers: Cells, as_of: Cells | None, settings: Settings, *, today: date) -> Block:
    """List the categories that may fit, the likeliest first, with reasons and what is missing."""
    pack, day = settings.pack, day_of(as_of, "as_of", settings) or today
    if not pack.file.suggest:
        raise AddinError(sentence("formula.suggest.none", {"pack": pack.id}))
    cells = dict(_said(answers))
    role = _read(parse_text(cells.pop("role", None)), "work") or ""
    held = _read(pack.categories.parse(cells.pop("held", None)), "holds") or ()
    gives = _read(parse_yes_no(cells.get("gives_rsc")), "gives RSC")
    said = Answers(
        role, _ages(cells.pop("ages", None)), gives, frozenset(one.scope for one in held)
    )
    return shape(_lines(suggested(pack, said, cells, day)))


def _said(answers: Cells) -> Iterator[tuple[str, Raw]]:
    """Read the lines; raises AddinError for a question that is not known."""
    for at, row in enumerate(answers, 1):
        asked = "" if isinstance(row[0], CellError) else fold_accents(shown(row[0]))
        if not any(row) or (at == 1 and asked in _HEADERS):
            continue
        key = QUESTIONS.get(asked)
        if key is None:
            known = ", ".join(texts[0] for texts in _ASKED.values())
            facts = {"line": at, "said": shown(row[0])[:60], "known": known}
            raise AddinError(sentence("formula.suggest.question", facts))
        said = row[1] if len(row) > 1 else None
        if said is not None and said != "":
            yield key, said


def _ages(raw: Raw) -> frozenset[str]:
    band = _read(parse_band(raw), "ages")
    return frozenset({"infant", "early"} if band == "both" else {band} if band else ())


def _read(parsed: Parsed[T], asked: str) -> T | None:
    if parsed.problem is not None:
        facts = {"argument": f"answers, {asked}", "problem": parsed.problem}
        raise AddinError(sentence("formula.argument", facts))
    return parsed.value


def _lines(found: Sequence[Candidate]) -> Iterator[Sequence[object]]:
    yield [sentence(f"formula.suggest.{heading}", {}) for heading in HEADINGS]
    for one in found:
        yield (
            one.name,
            ", ".join(one.codes),
            sentence(f"report.fit.{one.fit}", {}),
            " ".join(map(str, (*one.reasons, *one.notes))),
            " ".join(map(str, one.against)),
            "; ".join(unstopped(lack.say) for lack in one.lacks),
            " ".join(map(say, one.asks)),
            one.source,
        )
    yield [sentence("report.suggest.closing", {})]
