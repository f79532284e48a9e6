"""Whatever a pack asks about hours: in short is at length, and nothing changes before its day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models import assess as engine
from models.findings import GRAVITY, Outcome
from tests.examples import tries
from tests.models.hours_book import BASE, asked, book, pack_of
from tests.models.ways import hold_alike

ANY = {"source": "S2"}
RULES = [
    {"id": "fs", "receiver": ["FS"], "receiver_degree": "bachelor", "until": date(2026, 3, 31),
     "allowed": [{"scopes": ["FS"], "degree": "master"}, {"scopes": ["MHS"]}], **ANY},
    {"id": "fs-m", "receiver": ["FS"], "receiver_degree": "master", "until": date(2026, 3, 31),
     "allowed": [{"scopes": ["MHS"]}], **ANY},
    {"id": "all", "receiver": ["FS", "MHS"], "from": date(2026, 4, 1),
     "allowed": [{"scopes": ["MHM-C"]}, {"scopes": ["ERS"], "emerging": True}], **ANY},
    {"id": "mhmc", "receiver": ["MHM-C"], "allowed": [{"scopes": ["MHM-C"]}], **ANY},
]  # fmt: skip
RELIEF = {"requirement": "renewal.rsc", "scopes": ["MHM-C"], "after_years": 3, "value": 4,
          "peer_counts": True, "source": "S2"}  # fmt: skip
BACK = {"code": "coming back", "phase": "reinstatement", "standing": "lapsed"}
STATUSES = [*BASE["status"], BACK]
TOPICS = {
    "dei": asked("renewal.training.dei", 2, topic="dei", total="dei_hours"),
    "rsc": asked("renewal.training.rsc", 3, topic="rsc", total="rsc_training_hours",
                 only_if="gives_rsc"),
}  # fmt: skip


def everything(**more):
    """Give a pack in which every kind of rule about hours is at work."""
    scoped = [{"value": 8, "scopes": ["FS", "MHS", "MHM-C"], "source": "S2"}]
    return pack_of(
        asked("renewal.training", 15, **more.get("training", {})),
        *TOPICS.values(),
        asked("renewal.rsc", 8, need=scoped, **more.get("rsc", {})),
        asked("initial.training.core", 6, topic="core", apart=["dei", "rsc"], total=""),
        asked("initial.rsc", 8, window=[{"min_months": 3, "max_months": 6, **ANY}], most_from=1,
              about_given=[{"value": 4, "scopes": ["MHM-C"], **ANY}]),
        asked("reinstatement.training", 6, last_months=2),
        asked("reinstatement.rsc", 4, last_months=3, band="match"),
        provider_rule=RULES, relief=[RELIEF], status=STATUSES,
        vetted=[{"association": "any", "until": date(2026, 8, 31), **ANY}],
    )  # fmt: skip


PACKS = {
    "plain": everything(),
    "strict": everything(
        training={"share_topics": "once", "before_endorsement": "leave_out"},
        rsc={"spread": [{"value": 3, **ANY}], "band": "match"},
    ),
    "attest": everything(
        training={"evidence": "attest", "carry_over": True},
        rsc={"evidence": "attest", "carry_over": True, "before_endorsement": "count"},
    ),
    "degree": everything(
        training={"last_months": 6},
        rsc={"after_degree": [{"degree": "bachelor", **ANY}],
             "about_given": [{"value": 2, **ANY}]},
    ),
}  # fmt: skip
NAMES = ["Ana Ruiz", "Kim Oak", "Lee Ash"]
DAYS = st.dates(date(2025, 9, 1), date(2027, 3, 1))
MAYBE = st.one_of(DAYS, st.sampled_from(["", "n/a"]))
PERSON = {
    "category": st.sampled_from(["IFS", "IMHS", "IMHM-C", "IFS + ERS", "IFA"]),
    "status": st.sampled_from(["endorsed", "endorsed", "emerging", "applicant", "archived",
                               "coming back", ""]),
    "endorsed": st.one_of(st.sampled_from([date(2019, 5, 1), date(2024, 2, 1)]), MAYBE),
    "status_since": MAYBE,
    "renewal_due": st.sampled_from(["", date(2026, 12, 31), date(2027, 12, 31)]),
    "submitted": MAYBE,
    "gives_rsc": st.sampled_from(["yes", "no", ""]),
    "degree": st.sampled_from(["Bachelor", "Master", ""]),
    "degree_date": st.sampled_from([date(2010, 6, 1), date(2026, 2, 1), ""]),
    "attested": st.one_of(DAYS, st.sampled_from(["yes", "", "no"])),
    "audit": st.sampled_from(["", "", "selected", "passed"]),
    "training_hours": st.sampled_from([15, 12, "", "12+"]),
    "dei_hours": st.sampled_from([2, 1, ""]),
    "rsc_training_hours": st.sampled_from([3, 1, ""]),
    "rsc_hours": st.sampled_from([8, 3, ""]),
}  # fmt: skip
TRAINING = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "date": MAYBE,
        "hours": st.sampled_from([1, 2, 3, 6, 6, 15, "?"]),
        "topic": st.sampled_from(["", "DEI", "RSC", "DEI; RSC"]),
        "title": st.sampled_from("abcdefgh"),
        "used_for": st.sampled_from(["", "", "application"]),
    },
    optional={"end_date": DAYS},
)
SESSION = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "date": MAYBE,
        "hours": st.sampled_from([1, 2, 2, 4, "?"]),
        "provider": st.sampled_from([*NAMES, "Kim Oak", "Pat Elm", "Pat Elm", "Nobody", ""]),
        "mode": st.sampled_from(["", "group", "individual", "peer"]),
        "band": st.sampled_from(["", "", "infant", "early"]),
        "about_given": st.sampled_from(["yes", "no", ""]),
    }
)
PROVIDER = st.fixed_dictionaries(
    {
        "name": st.just("Pat Elm"),
        "provider_category": st.sampled_from(["IMHM-C", "IFS", "ERS", ""]),
        "provider_status": st.sampled_from(["endorsed", "emerging", "vetted", "inactive"]),
        "provider_from": MAYBE,
        "provider_until": MAYBE,
    }
)


@st.composite
def books(draw: st.DrawFn) -> tuple[list[dict[str, object]], dict[str, list[dict[str, object]]]]:
    """Give people with some of the columns, and some of the tabs."""
    wide = ["category", *sorted(draw(st.sets(st.sampled_from(sorted(PERSON)))) - {"category"})]
    people = [{"name": name, **{f: draw(PERSON[f]) for f in wide}} for name in NAMES]
    tabs: dict[str, list[dict[str, object]]] = {}
    if draw(st.booleans()):
        tabs["training"] = draw(st.lists(TRAINING, max_size=8))
    if draw(st.integers(0, 3)):
        tabs["rsc"] = draw(st.lists(SESSION, max_size=10))
    if draw(st.booleans()):
        tabs["providers"] = draw(st.lists(PROVIDER, max_size=2))
    return people, tabs


@given(books(), st.sampled_from(sorted(PACKS)), DAYS)
@settings(deadline=None, max_examples=tries(120))
def test_in_short_and_at_length_come_to_the_same(one_book, name: str, as_of: date) -> None:
    """Status, next due date, next day of change and findings are the same either way."""
    pack, (people, tabs) = PACKS[name], one_book
    roster = book(pack, people, **tabs)
    hold_alike(roster, pack, as_of)


@given(books(), st.sampled_from(sorted(PACKS)), DAYS)
@settings(deadline=None, max_examples=tries(40))
def test_day_by_day_nothing_changes_before_its_day(one_book, name: str, as_of: date) -> None:
    """As the days go by, an outcome never changes before the day that the last change told."""
    pack, (people, tabs) = PACKS[name], one_book
    roster = book(pack, people, **tabs)
    last = engine.assess(roster, pack, as_of)
    for later in range(1, 40):
        day = as_of + timedelta(days=later)
        now = engine.assess(roster, pack, day)
        for at, (one, other) in enumerate(zip(last.people, now.people, strict=True)):
            told = {(f.rule, f.outcome, f.pace, f.short, f.place) for f in one.findings}
            found = {(f.rule, f.outcome, f.pace, f.short, f.place) for f in other.findings}
            if one.changes_on is None or day < one.changes_on:
                assert told == found, (at, day, one.changes_on, told ^ found)
        if any(p.changes_on is not None and day >= p.changes_on for p in last.people):
            last = now


@given(books(), st.sampled_from(sorted(PACKS)), DAYS)
@settings(deadline=None, max_examples=tries(60))
def test_every_finding_and_every_entry_has_its_sentence(one_book, name: str, as_of: date) -> None:
    """Words for every outcome and every entry; what is missing adds up, and has a next step."""
    pack, (people, tabs) = PACKS[name], one_book
    roster = book(pack, people, **tabs)
    for person in engine.assess(roster, pack, as_of).people:
        assert person.status is min((f.outcome for f in person.findings), key=GRAVITY.__getitem__)
        for found in person.findings:
            assert found.message
            assert found.brief
            assert "{" not in found.message
            if found.outcome in {Outcome.OPEN, Outcome.GAP} and found.need is not None:
                assert found.have is not None
                assert found.short is not None
                assert round(found.have + found.short, 4) == found.need
            if found.flagged:
                assert found.action
                assert found.place is not None
            for entry in engine.evidence(found, roster, pack, as_of):
                assert entry.why
                assert "{" not in entry.why
