"""Who gives RSC, and whether an hour of RSC counts: by what everybody was on its day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tests.oracle.days import ONE, months_on, years_on
from tests.oracle.facts import (
    HOLDS,
    LEVEL_OF,
    Book,
    Degree,
    Row,
    a_date,
    at_least,
    bands_of,
    in_force,
    same_person,
    scopes_of,
)

YES, NO, UNCLEAR = "yes", "no", "unclear"
Data = Mapping[str, Any]
BROKEN = {"inactive", "lapsed", "removed", "sanctioned"}


def gives_rsc(data: Data, book: Book, row: Row, first: date, last: date) -> bool:
    """Whether somebody gives RSC, by the column, the category, the registry or the log."""
    if row.get("gives_rsc") == "yes" or scopes_of(row) & set(data["gives_rsc"]["always_scopes"]):
        return True
    if any(term["name"] == row["name"] for term in book.get("providers", ())):
        return True
    return any(
        one.get("provider") == row["name"] != one["name"]
        and a_date(one.get("date")) is not None
        and first <= one["date"] <= last
        for one in book.get("rsc", ())
    )


def tells_of_providers(book: Book) -> bool:
    """Whether the book says anything at all about the people who give RSC."""
    names = {row["name"] for row in book["roster"] if row.get("status") != "applicant"}
    return "providers" in book or any(
        one.get("provider") in names and one["provider"] != one["name"]
        for one in book.get("rsc", ())
    )


def counts(
    data: Data, book: Book, row: Row, one: Row, phase: str, as_of: date, *, peers: bool, gives: bool
) -> str:
    """Whether the provider of a session was qualified for this receiver on its day."""
    provider = one.get("provider")
    if provider == row["name"]:
        return NO
    if one.get("mode") == "peer" and not peers:
        return NO
    if not tells_of_providers(book):
        return YES
    if not provider or a_date(one.get("date")) is None:
        return UNCLEAR
    if one.get("mode") == "peer":
        return _as_peer(data, book, row, provider, one["date"])
    verdict = qualified(data, book, row, provider, one["date"], phase, gives=gives)
    if verdict == YES and _each_other(data, book, row, one, as_of):
        among_peers = peers and _as_peer(data, book, row, provider, one["date"]) == YES
        return YES if among_peers else UNCLEAR
    return verdict


def _as_peer(data: Data, book: Book, row: Row, provider: str, day: date) -> str:
    """Whether a peer held the same category that day."""
    terms = list(terms_of(data, book, provider))
    now = _good_terms(terms, day)
    if not terms:
        return UNCLEAR
    same = {"receiver": (), "allowed": ()}
    peers = {"scopes": tuple(held_on(book, row, day))}
    answers = [_allowed(book, row, provider, same, peers, term, day) for term in now]
    return YES if YES in answers else UNCLEAR if UNCLEAR in answers else NO


def _each_other(data: Data, book: Book, row: Row, one: Row, as_of: date) -> bool:
    months = data.get("provider_settings", {}).get("mutual_months", 12)
    return any(
        back["name"] == one["provider"]
        and back.get("provider") == row["name"]
        and a_date(back.get("date")) is not None
        and back["date"] <= as_of
        and max(back["date"], one["date"]) < months_on(min(back["date"], one["date"]), months)
        for back in book["rsc"]
    )


def qualified(
    data: Data, book: Book, row: Row, provider: str, day: date, phase: str, *, gives: bool
) -> str:
    """Whether a provider was qualified on a day: yes, no, or nobody can tell."""
    terms = list(terms_of(data, book, provider))
    if not terms:
        return UNCLEAR
    now = _good_terms(terms, day)
    receiver = held_on(book, row, day)
    vetted = [_vetted(data, row, term, receiver, day, phase) for term in now]
    by_scope = []
    for scope in receiver:
        rules = [
            rule
            for rule in data.get("provider_rule", ())
            if in_force(rule, day)
            and scope in rule["receiver"]
            and phase in rule.get("phases", (phase,))
            and rule.get("receiver_gives_rsc", gives) == gives
        ]
        if rules:
            answers = list(vetted)
            answers += [
                _allowed(book, row, provider, rule, allowed, term, day)
                for rule in rules
                for allowed in rule["allowed"]
                for term in now
            ]
            by_scope.append(YES if YES in answers else UNCLEAR if UNCLEAR in answers else NO)
    if not by_scope:
        good = any(term["standing"] in {"endorsed", "emerging"} for term in now)
        return UNCLEAR if good or set(vetted) - {NO} else NO
    return NO if NO in by_scope else UNCLEAR if UNCLEAR in by_scope else YES


def held_on(book: Book, row: Row, day: date) -> frozenset[str]:
    """What the receiver held that day: this row's category, else that of another of their rows."""
    if (a_date(row.get("endorsed")) or date.min) <= day:
        return scopes_of(row)
    others = [
        scopes_of(other)
        for other in book["roster"]
        if other is not row
        and same_person(other, row)
        and (a_date(other.get("endorsed")) or date.max) <= day
    ]
    return frozenset().union(*others) if others else scopes_of(row)


def terms_of(data: Data, book: Book, name: str) -> Sequence[dict[str, Any]]:
    """Every stretch in which a provider was something, of the registry and of the roster."""
    found = [_term(data, line) for line in book.get("providers", ()) if line["name"] == name]
    for member in book["roster"]:
        if member["name"] == name and member.get("status") not in {"applicant", None}:
            found += _of_member(data, member)
    return found


def _term(data: Data, line: Row) -> dict[str, Any]:
    standing = line.get("provider_status") or "endorsed"
    start, end = a_date(line.get("provider_from")), a_date(line.get("provider_until"))
    ask_from = None
    if standing == "emerging" and start is not None and end is None:
        years = data.get("provider_settings", {}).get("emerging_years", 2)
        ask_from = years_on(start, years)
    return {
        "scopes": HOLDS[line.get("provider_category") or ""][0],
        "standing": standing,
        "start": start or date.min,
        "end": end or date.max,
        "ask_from": ask_from,
        "association": line.get("association", ""),
        "unknown_start": False,
    }


def _of_member(data: Data, member: Row) -> list[dict[str, Any]]:
    endorsed = a_date(member.get("endorsed"))
    own = {
        "scopes": scopes_of(member),
        "standing": "endorsed",
        "start": endorsed or date.min,
        "end": date.max,
        "ask_from": None,
        "association": "",
        "unknown_start": endorsed is None,
    }
    if member["status"] == "endorsed":
        return [own]
    since = a_date(member.get("status_since"))
    codes = {one["code"]: one.get("standing", "unknown") for one in data["status"]}
    later = own | {"standing": codes[member["status"]], "start": since or date.min}
    if since is None:
        return [own | {"unknown_start": True}]
    return [own | {"end": since - ONE}, later]


def _good_terms(terms: Sequence[Mapping[str, Any]], day: date) -> list[Mapping[str, Any]]:
    """The terms of a day that nothing stands against."""
    now = [term for term in terms if _covers(term, day)]
    broken = [term for term in now if term["standing"] in BROKEN]
    return [
        term
        for term in now
        if term["standing"] not in BROKEN and not any(_against(bad, term) for bad in broken)
    ]


def _against(bad: Mapping[str, Any], term: Mapping[str, Any]) -> bool:
    """A sanction is about the person; a lapse about its category, until it is held anew."""
    if bad["standing"] == "sanctioned":
        return True
    same = not bad["scopes"] or not term["scopes"] or bad["scopes"] & term["scopes"]
    return bool(same) and not term["start"] > bad["start"]


def _covers(term: Mapping[str, Any], day: date) -> bool:
    return bool(term["start"] <= day <= term["end"])


def _vetted(
    data: Data, row: Row, term: Mapping[str, Any], receiver: frozenset[str], day: date, phase: str
) -> str:
    if term["standing"] != "vetted":
        return NO
    for one in data.get("vetted", ()):
        if not in_force(one, day) or phase not in one.get("phases", (phase,)):
            continue
        if not receiver & set(one.get("receiver", receiver)):
            continue
        theirs, by = row.get("association") or "", term["association"]
        if one["association"] == "any" or not by or by == theirs:
            return YES
        if not theirs:
            return UNCLEAR
    return NO


def _allowed(
    book: Book, row: Row, provider: str, rule: Row, allowed: Row, term: Mapping[str, Any], day: date
) -> str:
    if term["standing"] not in {"endorsed", "emerging"}:
        return NO
    if not term["scopes"]:
        return UNCLEAR
    if not term["scopes"] & set(allowed["scopes"]):
        return NO
    if term["standing"] == "emerging" and not allowed.get("emerging"):
        return NO
    sure = not term["unknown_start"]
    if term["standing"] == "emerging" and term["ask_from"] and day >= term["ask_from"]:
        sure = False
    answers = [YES if sure else UNCLEAR]
    if "degree" in allowed:
        answers.append(_has_degree(book, {"name": provider}, allowed["degree"], day))
    if rule.get("receiver_degree") == "bachelor":
        higher = _has_degree(book, row, "master", day, dated=True)
        answers.append({YES: NO, NO: YES}.get(higher, higher))
    if NO in answers:
        return NO
    return UNCLEAR if UNCLEAR in answers else YES


def _has_degree(book: Book, whose: Row, level: str, day: date, *, dated: bool = False) -> str:
    """Whether somebody had at least such a degree on a day; dated: only where its day is known."""
    member = any(one["name"] == whose["name"] for one in book["roster"])
    found = [
        Degree(LEVEL_OF[one["degree"]], a_date(one.get("degree_date")))
        for tab in (("roster", "education") if member else ("providers",))
        for one in book.get(tab, ())
        if one["name"] == whose["name"] and one.get("degree")
    ]
    good = [one for one in found if one.level in at_least(level)]
    if any((one.day or (date.max if dated or member else date.min)) <= day for one in good):
        return YES
    if (dated or member) and any(one.day is None for one in good):
        return UNCLEAR
    return NO if found else UNCLEAR


def band_fits(row: Row, one: Row) -> bool:
    """Whether a session or a job is about the age group of the credential, where it is said."""
    said = {"infant": {"infant"}, "early": {"early"}, "both": {"infant", "early"}}
    bands = bands_of(row)
    return not one.get("band") or not bands or bool(bands & said[one["band"]])
