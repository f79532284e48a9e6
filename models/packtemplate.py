"""A rule pack of one's own to begin with: it loads as it is, and says in comments what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

from models.packfile import CycleSpec
from models.packwords import asked
from models.requirements.base import DatedValue, Requirement
from models.rulepack import Pack

_HEAD = """\
# A rule pack of your own. It lies over the pack "{base}": what you do not say here, that one says.
# Lines that begin with # are comments. Take the # away from a line to make it count.
# Look it over with: rostercheck packs check {file}
# Read it as a page: rostercheck packs show {file}
# Try it on a roster, which writes nothing: rostercheck what-if members.xlsx --pack {file}
schema = 1
id = "{id}"
extends = {extends}
name = "{name} (not confirmed)"
version = "{version}"
summary = "The rules of {base_id}, with nothing changed yet."

# Say what you read and how old it is, and what nobody has confirmed.
[about]
read = []
inferred = []
unverified = []

# Where you read it. Each source that you declare has to be cited below.
#@ [source.OURS]
#@ title = "Our association, renewal page"
#@ where = "example.org/renewal"

# --- renewal ---------------------------------------------------------------------------------
# The cycle: first_deadline is the last day on which hours count, years the time to the next one.
# Say all cycles anew if you change one.
{cycles}
# Who is endorsed shortly before a deadline: "next_deadline" (renews at the next one) or "owed".
#@ [[first_renewal]]
#@ rule = "next_deadline"
#@ source = "OURS"
#@ checked_on = {today}
#@ reading = "unverified"       # "read" when it stands there, "inferred" when it only follows

# --- what is asked -----------------------------------------------------------------------------
# The id says which requirement of "{base}" is changed; what you leave out stays as it is there.
# need is given whole: each value with its dates (from, until), its categories (scopes; left out:
# all), its source and the day on which you looked.
"""
_DROP = """\
# Requirements of "{base}" that your association does not have (put this line above [about]):
# drop = ["renewal.agreement"]

# --- worked cases ------------------------------------------------------------------------------
# A person and what has to come out, worked out by hand from your page. "packs check" tries it.
# [[case]]
# say = "one hour short before the deadline is open"
# as_of = {today}
# person = {{ category = "IFS", endorsed = 2019-05-01, training_hours = 14 }}
# expect = {{ "renewal.training" = "open" }}
# short = {{ "renewal.training" = 1 }}
"""


def template(file: str, pack_id: str, extends: str, base: Pack, today: date) -> str:
    """Give the text of a pack that lies over another.

    file: how the file is called, for the comments. extends: what the pack has to say to find the
    other one. Lines that begin with `#@` in the making are comments that may be made to count.
    """
    said = {
        "file": file,
        "id": pack_id,
        "extends": json.dumps(extends),
        "base": base.id,
        "base_id": base.id,
        "name": pack_id.replace("-", " ").title(),
        "version": f"{today.year}.{today.month:02}",
        "today": today.isoformat(),
        "cycles": "\n".join(line for spec in base.file.cycle for line in _cycle(spec, today)),
    }
    rules = [line for rule in base.requirements for line in _rule(base, rule, today)]
    text = "\n".join((_HEAD.format(**said), *rules, _DROP.format(**said)))
    return re.sub(r"^#@ ", "# ", text, flags=re.MULTILINE)


def _cycle(spec: CycleSpec, today: date) -> Iterator[str]:
    yield "#@ [[cycle]]"
    yield f"#@ first_deadline = {spec.first_deadline}"
    if spec.last_deadline is not None:
        yield f"#@ last_deadline = {spec.last_deadline}"
    yield f"#@ years = {spec.years}"
    yield f"#@ window_days = {spec.window_days}       # the window opens so long before"
    yield from ('#@ source = "OURS"', f"#@ checked_on = {today}", "#")


def _rule(base: Pack, rule: Requirement, today: date) -> Iterator[str]:
    """Give one requirement of the pack below as a comment, with what it asks now."""
    if not rule.need:
        return
    said = "; ".join(dict.fromkeys(asked(base, rule, value) for value in rule.need))
    yield f"# {rule.phase.capitalize()}: {said}"
    yield "#@ [[requirement]]"
    yield f'#@ id = "{rule.id}"'
    yield "#@ need = ["
    for value in rule.need:
        yield f"#@   {{ {', '.join(_value(value, today))} }},"
    yield from ("#@ ]", "")


def _value(value: DatedValue, today: date) -> Iterator[str]:
    figure = value.value
    yield f"value = {str(figure).lower() if isinstance(figure, bool) else f'{figure:g}'}"
    if value.since is not None:
        yield f"from = {value.since}"
    if value.until is not None:
        yield f"until = {value.until}"
    if value.scopes is not None:
        yield f"scopes = {json.dumps(list(value.scopes), ensure_ascii=False)}"
    yield from ('source = "OURS"', f"checked_on = {today}")
