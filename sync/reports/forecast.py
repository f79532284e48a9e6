"""What a forecast says on the terminal, and its published form. New keys may come; none changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import BaseModel, Field

from models.forecast import Forecast, Letter, Outlook, Projection
from models.language import say
from models.pace import Pace
from models.roster import Person
from models.wording import Said, of_pack, sentence, spoken, worded
from sync.reports.names import codes, cut, email, number_of, who
from sync.reports.text import worth_knowing
from sync.run import Checked


class PaceReport(BaseModel):
    """How people are taken to log hours."""

    log: str = Field(description="training or rsc")
    learned: bool = Field(description="from this book's earlier cycles; false: a stated default")
    cycles: int = Field(description="ended cycles that it was learned from")
    people: int
    entries: int
    message: str


class ForecastRow(BaseModel):
    """One person under one heading; the rows of the CSV form."""

    about: str = Field(description="likely_short, nothing_logged, ..., near, letter, membership")
    person: str = Field(description="id, else e-mail, else name, else the row")
    name: str
    email: str | None
    category: str | None
    sheet: str
    row: int = Field(description="row on the screen")
    rule: str | None
    have: float | None = Field(description="hours so far")
    need: float | None
    expected: float | None = Field(description="hours at the deadline, about")
    short: float | None = Field(description="hours short: likely at the deadline; near: now")
    due: date | None
    only_this: bool | None = Field(description="letter: whether this is all that the person lacks")
    message: str


class LetterReport(BaseModel):
    """What one e-mail would ask of several people."""

    rule: str
    what: str = Field(description="what they lack")
    action: str = Field(description="what to ask for")
    people: Sequence[str]
    cleared: Sequence[str] = Field(description="people who lack nothing else")


class ForecastReport(BaseModel):
    """The whole forecast."""

    book: str
    as_of: date
    pack: str
    pack_version: str
    paces: Sequence[PaceReport]
    rows: Sequence[ForecastRow]
    letters: Sequence[LetterReport]
    notices: Sequence[str]


def forecast_report(book: str, checked: Checked, found: Forecast) -> ForecastReport:
    """Make the published form of a forecast."""
    return ForecastReport(
        book=book,
        as_of=found.as_of,
        pack=checked.pack.id,
        pack_version=checked.pack.version,
        paces=[_pace(one) for one in found.paces],
        rows=list(_rows(found)),
        letters=[
            LetterReport(
                rule=one.rule,
                what=say(one.title),
                action=_step(one),
                people=[person.key for person in one.people],
                cleared=[person.key for person in one.cleared],
            )
            for one in found.letters
        ],
        notices=checked.notices,
    )


def _pace(one: Pace) -> PaceReport:
    return PaceReport(
        log=one.log,
        learned=one.learned,
        cycles=one.cycles,
        people=one.people,
        entries=one.entries,
        message=_paces_say(one),
    )


def _paces_say(one: Pace) -> str:
    cycles = number_of(one.cycles, "earlier_cycles")
    facts = {
        "log": worded(f"report.log.{one.log}"),
        "cycles": cycles,
        "people": one.people,
        "entries": one.entries,
    }
    return sentence("forecast.learned" if one.learned else "forecast.default", facts)


def _rows(found: Forecast) -> Iterator[ForecastRow]:
    for one in found.projections:
        yield _row(
            one.outlook.value,
            one.person,
            str(one.why),
            rule=one.rule,
            have=one.have,
            need=one.need,
            expected=one.expected,
            short=one.short,
            due=one.due,
        )
    for near in found.near:
        message = sentence("forecast.near", {"short": near.short, "title": near.title})
        yield _row("near", near.person, message, rule=near.rule, short=near.short, due=near.due)
    for letter in found.letters:
        alone = {id(person) for person in letter.cleared}
        for person in letter.people:
            only = id(person) in alone
            yield _row("letter", person, _step(letter), rule=letter.rule, only_this=only)
    for ending in found.endings:
        facts = {"end": ending.end, "due": ending.due}
        message = sentence("forecast.membership", facts)
        yield _row("membership", ending.person, message, due=ending.due)


def _row(
    about: str,
    person: Person,
    message: str,
    *,
    rule: str | None = None,
    have: float | None = None,
    need: float | None = None,
    expected: float | None = None,
    short: float | None = None,
    due: date | None = None,
    only_this: bool | None = None,
) -> ForecastRow:
    return ForecastRow(
        about=about,
        person=person.key,
        name=person.name,
        email=email(person),
        category=codes(person) or None,
        sheet=person.table.sheet,
        row=person.row,
        rule=rule,
        have=have,
        need=need,
        expected=expected,
        short=short,
        due=due,
        only_this=only_this,
        message=message,
    )


def forecast_text(book: str, checked: Checked, found: Forecast, *, everybody: bool) -> list[str]:
    """Say it on the terminal."""
    lines = [
        sentence("report.forecast", {"book": book, "day": found.as_of}),
        sentence("report.rules", {"pack": checked.pack.name}),
        *_in_short(found),
    ]
    if found.paces:
        how = sentence("report.forecast.how", {})
        lines += ["", how, *(f"  {_paces_say(one)}" for one in found.paces)]
    for outlook in (Outlook.SHORT, Outlook.NOTHING, Outlook.EARLY, Outlook.CANNOT_TELL):
        mine = [one for one in found.projections if one.outlook is outlook]
        lines += _section(_heading(outlook), _by_person(mine), everybody=everybody)
    lines += _section(sentence("report.forecast.near", {}), _nearly(found), everybody=everybody)
    lines += _letters(found, everybody=everybody)
    lines += _endings(found, everybody=everybody)
    lines += worth_knowing(checked.notices)
    return [*lines, "", sentence("report.forecast.no_judgement", {})]


def _heading(outlook: Outlook) -> str:
    return sentence(f"report.outlook.{outlook}", {})


def _in_short(found: Forecast) -> list[str]:
    """Count people, each by the worst that lies ahead of them."""
    worst: dict[int, Outlook] = {}
    for one in found.projections:
        worst.setdefault(id(one.person), one.outlook)
    if not worst:
        return [sentence("forecast.nobody", {})]
    counts = [
        f"{number} {_heading(outlook).lower()}"
        for outlook in Outlook
        if (number := sum(one is outlook for one in worst.values()))
    ]
    facts = {"people": number_of(len(worst)), "counts": ", ".join(counts)}
    return [sentence("report.forecast.in_short", facts)]


def _by_person(found: Sequence[Projection]) -> list[str]:
    people: dict[int, list[Projection]] = {}
    for one in found:
        people.setdefault(id(one.person), []).append(one)
    return [
        f"  {who(mine[0].person)}: {'; '.join(dict.fromkeys(map(_brief, mine)))}"
        for mine in people.values()
    ]


def _brief(one: Projection) -> str:
    return sentence(one.why.say.replace("forecast.", "forecast.brief."), one.why.facts)


def _section(heading: str, lines: Sequence[str], *, everybody: bool) -> list[str]:
    if not lines:
        return []
    return ["", f"{heading} ({len(lines)})", *cut(lines, everybody=everybody)]


def _nearly(found: Forecast) -> list[str]:
    people: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for near in found.near:
        names[id(near.person)] = who(near.person)
        said = sentence("report.forecast.near_one", {"short": near.short, "title": near.title})
        people.setdefault(id(near.person), []).append(said)
    return [f"  {names[key]}: {'; '.join(said)}" for key, said in people.items()]


def _endings(found: Forecast, *, everybody: bool) -> list[str]:
    """Group memberships by the day on which they end; many end on the same day."""
    days: dict[date, list[Person]] = {}
    for one in sorted(found.endings, key=lambda ending: ending.end):
        days.setdefault(one.end, []).append(one.person)
    lines = []
    for end, people in days.items():
        facts = {"end": end, "people": number_of(len(people))}
        lines.append(f"  {sentence('forecast.endings', facts)}")
        lines += [f"    {who(person)}" for person in people] if everybody else []
    heading = sentence("report.forecast.endings", {"number": len(found.endings)})
    return ["", heading, *lines] if lines else []


def _letters(found: Forecast, *, everybody: bool) -> list[str]:
    lines = []
    for one in found.letters:
        cleared = number_of(len(one.cleared))
        facts = {"people": number_of(len(one.people)), "title": one.title, "cleared": cleared}
        lines.append(
            f"  {sentence('forecast.letter_clears' if one.cleared else 'forecast.letter', facts)}"
            f" {_step(one)}"
        )
        if everybody:
            lines += [f"    {who(p)}{_address(p)}" for p in one.people]
    return ["", sentence("report.forecast.letters", {}), *lines] if lines else []


def _step(letter: Letter) -> str:
    """Give what a letter asks for, in the language that is spoken."""
    return spoken(letter.action if isinstance(letter.action, Said) else of_pack(letter.action))


def _address(person: Person) -> str:
    address = email(person)
    return f", {address}" if address else ""
