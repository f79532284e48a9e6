"""The forecast for the deadline as a table: how many are heading where."""

from __future__ import annotations

from collections.abc import Iterator

from models.figures.draft import NOBODY, Cell, Draft, Form, Merge, People, Row, Shown
from models.figures.kinds import Counted, Kind, key_of
from models.figures.making import grouped, people, people_head, simple
from models.figures.shape import ChartKind
from models.forecast import Outlook
from models.wording import number, sentence

NOT_ASKED = "not_asked"


def tables(book: Counted) -> Iterator[Draft]:
    """Make the table of outlooks; none where nobody has a renewal with hours ahead."""
    if book.ahead.projections:
        yield _outlooks(_worst(book), book)


def _worst(book: Counted) -> dict[str, str]:
    """Give every endorsed person by the worst of all that is forecast of them."""
    order = [one.value for one in Outlook]
    found = dict.fromkeys(book.groups[Kind.ENDORSED.value], NOT_ASKED)
    for one in book.ahead.projections:
        key = key_of(one.person)
        if key in found:
            known = [code for code in (found[key], one.outlook.value) if code != NOT_ASKED]
            found[key] = min(known, key=order.index)
    return found


def _outlooks(by: dict[str, str], book: Counted) -> Draft:
    whole: People = frozenset(by)
    groups = grouped(by)
    due = max(one.due for one in book.ahead.projections)
    codes = [*(one.value for one in Outlook), NOT_ASKED]
    rows = tuple(simple(code, _label(code), groups.get(code, NOBODY)) for code in codes)
    return Draft(
        "outlook",
        sentence("board.forecast.outlook", {}),
        (people_head(),),
        rows,
        whole,
        lambda shown: _title(shown, {"due": due}),
        sentence("board.forecast.definition", {}),
        total=Row("total", sentence("board.total", {}), whole, (Cell(whole),)),
        of=(Kind.ENDORSED.value,),
        chart=ChartKind.BARS,
        drawn=(0,),
        alt=_alt,
        coarser=(
            Form(_merges(), title=lambda shown: _short_title(shown, {"due": due})),
            Form(
                (
                    _merge("worried", Outlook.SHORT, Outlook.NOTHING),
                    _merge("rest", Outlook.CANNOT_TELL, Outlook.EARLY, Outlook.LIKELY, NOT_ASKED),
                ),
                title=lambda shown: _short_title(shown, {"due": due}),
            ),
        ),
    )


def _merges() -> tuple[Merge, ...]:
    return (
        _merge("worried", Outlook.SHORT, Outlook.NOTHING),
        _merge("unsure", Outlook.CANNOT_TELL, Outlook.EARLY),
        _merge("fine", Outlook.LIKELY, NOT_ASKED),
    )


def _merge(key: str, *lines: str) -> Merge:
    return Merge(key, sentence(f"board.forecast.{key}", {}), tuple(map(str, lines)))


def _short_title(shown: Shown, facts: dict[str, object]) -> str:
    """Say of how many there is reason to worry, or what the table is about."""
    count, everybody = shown.value("worried"), shown.all()
    if not count or everybody is None:
        return sentence("board.forecast.title.hidden", facts)
    told = {"count": number(count), "people": people(everybody), **facts}
    return sentence("board.forecast.title.worried", told)


def _label(code: str) -> str:
    if code == NOT_ASKED:
        return sentence("board.forecast.not_asked", {})
    return sentence(f"report.outlook.{code}", {})


def _title(shown: Shown, facts: dict[str, object]) -> str:
    count, everybody = shown.value(Outlook.SHORT.value), shown.all()
    if count is None or everybody is None:
        return sentence("board.forecast.title.hidden", facts)
    if count == 0:
        # Who has logged nothing, or of whom nobody can tell, is not on the way to enough.
        likely, nothing = shown.value(Outlook.LIKELY.value), shown.value(Outlook.NOTHING.value)
        known = likely != 0 and nothing == 0
        return sentence(f"board.forecast.title.{'none' if known else 'hidden'}", facts)
    told = {"count": number(count), "people": people(everybody), **facts}
    return sentence("board.forecast.title", told)


def _alt(shown: Shown) -> str:
    hidden = sentence("board.hidden", {})
    values = [
        f"{line.label} {hidden if value is None else number(value)}"
        for line in shown.lines
        for value in (line.values[0].number,)
    ]
    facts = {"what": sentence("board.forecast", {}), "values": "; ".join(values)}
    return sentence("board.chart.alt", facts)
