"""Clock hours: which entries count, topics on top or shared, carry-over, attestation."""

from __future__ import annotations

from datetime import date

import pytest

from models.findings import Outcome
from tests.models.hours_book import BASE, asked, finding, judged, pack_of, reasons

NOW = date(2026, 11, 22)
ANA = {"name": "Ana Ruiz", "category": "IFS", "endorsed": date(2020, 5, 1)}
APPLICANT = {"name": "Ana Ruiz", "category": "IMHM-C", "status": "applicant"}


def training(day: date, hours: object, topic: str = "", **more):
    return {
        "name": "Ana Ruiz", "date": day, "hours": hours, "topic": topic,
        "title": f"Course of {day}", **more,
    }  # fmt: skip


def outcomes(pack, as_of, person, **tabs):
    return {f.rule: f.outcome for f in judged(pack, as_of, [person], **tabs).people[0].findings}


# --- which days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("early", "outcome", "why"),
    [
        ("ask", Outcome.CANNOT_TELL, "unclear: it is before the endorsement on 1 May 2026"),
        ("count", Outcome.MEETS, "inside the cycle"),
        ("leave_out", Outcome.OPEN, "it is before the endorsement on 1 May 2026"),
    ],
)
def test_entries_before_the_endorsement(early, outcome, why) -> None:
    """Edge case 7: inside the cycle and before the endorsement: a person decides, or the pack."""
    pack = pack_of(asked("renewal.training", 15, before_endorsement=early))
    log = [training(date(2026, 4, 30), 5), training(date(2026, 5, 1), 10)]
    person = {**ANA, "endorsed": date(2026, 5, 1)}
    assert finding("renewal.training", pack, NOW, [person], training=log).outcome is outcome
    first, second = reasons("renewal.training", pack, NOW, [person], training=log)
    assert (first.why, second.why) == (why, "inside the cycle")
    log = [training(date(2026, 4, 30), 5), training(date(2026, 5, 2), 15)]
    one = finding("renewal.training", pack, NOW, [person], training=log)
    assert one.outcome is Outcome.MEETS


def test_hours_used_for_the_application_do_not_count_again() -> None:
    """Edge case 8: they count in the application, and no more in the renewal."""
    pack = pack_of(asked("renewal.training", 15), asked("initial.training", 15))
    log = [training(date(2026, 6, 1), 15, used_for="application")]
    assert outcomes(pack, NOW, ANA, training=log)["renewal.training"] is Outcome.OPEN
    assert outcomes(pack, NOW, APPLICANT, training=log)["initial.training"] is Outcome.MEETS
    (entry,) = reasons("renewal.training", pack, NOW, [ANA], training=log)
    assert entry.why == "it was used for the application"


def test_the_first_entry_ahead_is_the_day_of_change() -> None:
    """Of several trainings that are dated ahead, in whatever order, the first one's day is told."""
    pack = pack_of(asked("renewal.training", 150))
    days = [date(2026, 11, 30), date(2026, 11, 25), date(2026, 12, 1)]
    log = [training(day, 1) for day in days]
    one = finding("renewal.training", pack, NOW, [ANA], training=log)
    assert one.changes_on == date(2026, 11, 25)


def test_a_total_may_no_longer_agree_with_the_next_entry() -> None:
    """Where a column and a log stand side by side, the next entry ahead is a day of change."""
    pack = pack_of(asked("renewal.training", 15))
    ana, ahead = {**ANA, "training_hours": 15}, date(2026, 11, 25)
    one = finding("renewal.training", pack, NOW, [ana], training=[training(ahead, 1)])
    assert (one.outcome, one.changes_on) == (Outcome.MEETS, ahead)
    later = outcomes(pack, ahead, ana, training=[training(ahead, 1)])
    assert later["total.disagrees"] is Outcome.CANNOT_TELL


def test_only_the_last_twelve_months() -> None:
    """Hours to be handed in again are counted to the day, and age from one day to the next."""
    back = {"code": "coming back", "phase": "reinstatement"}
    pack = pack_of(
        asked("reinstatement.training", 15, last_months=12), status=[*BASE["status"], back]
    )
    person = {**ANA, "status": "coming back"}
    log = [training(date(2025, 11, 23), 15), training(date(2026, 11, 30), 1)]
    for as_of, outcome, changes in [
        (date(2026, 11, 22), Outcome.MEETS, date(2026, 11, 23)),
        (date(2026, 11, 23), Outcome.OPEN, date(2026, 11, 30)),
    ]:
        one = finding("reinstatement.training", pack, as_of, [person], training=log)
        assert (one.outcome, one.changes_on) == (outcome, changes)


# --- topics ------------------------------------------------------------------------------------


def test_hours_on_top_of_each_other() -> None:
    """Edge case 29: 30 and 15 and 3; what is on a topic is not taken for the first thirty."""
    pack = pack_of(
        asked("initial.training", 48),
        asked("initial.training.core", 30, topic="core", apart=["rsc", "dei"], total=""),
        asked("initial.training.rsc", 15, topic="rsc", total="rsc_training_hours"),
        asked("initial.training.dei", 3, topic="dei", total="dei_hours"),
    )
    day = date(2026, 3, 1)
    plain = [training(date(2026, 3, n), 10) for n in (2, 3)]
    log = [*plain, training(day, 15, "RSC"), training(date(2026, 4, 1), 13, "DEI")]
    found = outcomes(pack, NOW, APPLICANT, training=log)
    assert found["initial.training"] is Outcome.MEETS
    assert found["initial.training.rsc"] is Outcome.MEETS
    assert found["initial.training.core"] is Outcome.OPEN
    log.append(training(date(2026, 5, 1), 10))
    assert outcomes(pack, NOW, APPLICANT, training=log)["initial.training.core"] is Outcome.MEETS


def test_hours_on_top_with_columns_of_hours_by_topic() -> None:
    """Where the log has a column of hours on a topic, the rest of the entry is on none."""
    pack = pack_of(asked("initial.training.core", 30, topic="core", apart=["dei"], total=""))
    for dei, outcome in [(2, Outcome.MEETS), (2.5, Outcome.OPEN)]:
        log = [{"name": "Ana Ruiz", "date": date(2026, 3, n), "hours": 16, "dei_hours": dei}
               for n in (1, 2)][:1]  # fmt: skip
        log.append({"name": "Ana Ruiz", "date": date(2026, 3, 9), "hours": 16, "dei_hours": 0})
        assert outcomes(pack, NOW, APPLICANT, training=log)["initial.training.core"] is outcome


def test_hours_on_top_by_the_columns_of_the_roster() -> None:
    """All hours less those by topic; one hour on two topics may make a difference: asked."""
    pack = pack_of(asked("initial.training.core", 30, topic="core", apart=["rsc", "dei"], total=""))
    for whole, outcome in [
        (48, Outcome.MEETS),
        (47, Outcome.CANNOT_TELL),
        (45, Outcome.CANNOT_TELL),
        (44, Outcome.OPEN),
        ("", Outcome.CANNOT_TELL),
    ]:
        person = {**APPLICANT, "training_hours": whole, "rsc_training_hours": 15, "dei_hours": 3}
        assert outcomes(pack, NOW, person)["initial.training.core"] is outcome


@pytest.mark.parametrize(
    ("shared", "both", "outcome"),
    [("each", 3, Outcome.MEETS), ("once", 3, Outcome.GAP), ("once", 0, Outcome.MEETS)],
)
def test_one_hour_may_serve_two_topics_or_one_only(shared, both, outcome) -> None:
    """Three hours on both topics serve both, or either; the finding says how many lack."""
    pack = pack_of(
        asked("renewal.training", 15, share_topics=shared),
        asked("renewal.training.dei", 3, topic="dei", total="dei_hours"),
        asked("renewal.training.rsc", 3, topic="rsc", total="rsc_training_hours"),
    )
    log = [
        training(date(2026, 1, 1), both or 1, "RSC; DEI" if both else "RSC"),
        training(date(2026, 2, 1), 3, "DEI" if not both else ""),
        training(date(2026, 3, 1), 12, "RSC" if not both else ""),
    ]
    one = finding("renewal.training", pack, date(2027, 1, 5), [ANA], training=log)
    assert one.outcome is outcome
    if outcome is Outcome.GAP:
        assert one.short == 3.0
        assert "each hour may serve one topic only" in one.message


def test_a_topic_that_is_not_asked_takes_no_hours() -> None:
    """Who does not give RSC owes no training on it, so an hour on both topics serves the other."""
    pack = pack_of(
        asked("renewal.training", 15, share_topics="once"),
        asked("renewal.training.dei", 3, topic="dei", total="dei_hours"),
        asked("renewal.training.rsc", 3, topic="rsc", total="", only_if="gives_rsc"),
    )
    log = [training(date(2026, 1, 1), 15), training(date(2026, 2, 1), 3, "RSC; DEI")]
    for gives, outcome in [("no", Outcome.MEETS), ("yes", Outcome.OPEN)]:
        person = {**ANA, "gives_rsc": gives}
        one = finding("renewal.training", pack, NOW, [person], training=log)
        assert one.outcome is outcome


def test_a_typical_figure_is_information() -> None:
    """Edge case 35: between the minimum and the average it is remarked, and no outcome."""
    rule = asked("initial.training", 30, typical=[{"value": 75, "source": "S2"}])
    log = [training(date(2026, 1, n), 10) for n in (1, 2, 3)]
    one = finding("initial.training", pack_of(rule), NOW, [APPLICANT], training=log)
    assert one.outcome is Outcome.MEETS
    assert "75" in one.message


# --- carry-over --------------------------------------------------------------------------------


def test_surplus_is_carried_over_only_where_the_pack_says_so() -> None:
    """Edge case 8: off, it is nothing; on, it counts and is said."""
    log = [training(date(2025, 3, n), 10) for n in (1, 2)] + [training(date(2026, 3, 1), 10)]
    for on, outcome in [(False, Outcome.OPEN), (True, Outcome.MEETS)]:
        pack = pack_of(asked("renewal.training", 15, carry_over=on))
        one = finding("renewal.training", pack, NOW, [ANA], training=log)
        assert one.outcome is outcome
        assert ("carried over" in one.message) is on
    pack = pack_of(asked("renewal.training", 15, carry_over=True))
    new = {**ANA, "endorsed": date(2025, 2, 1)}  # nothing was owed for the former cycle
    assert finding("renewal.training", pack, NOW, [new], training=log).outcome is Outcome.OPEN
    short = log[1:]
    one = finding("renewal.training", pack, NOW, [ANA], training=short)
    assert (one.outcome, one.short) == (Outcome.OPEN, 5.0)


def test_nothing_is_carried_over_from_a_cycle_that_is_not_over() -> None:
    """What is too much for this year counts for the next one from its first day on."""
    pack = pack_of(asked("renewal.training", 15, carry_over=True))
    ana = {**ANA, "renewal_due": date(2027, 12, 31)}
    log = [training(date(2026, 3, 1), 14), training(date(2026, 4, 1), 6)]
    before = finding("renewal.training", pack, date(2026, 12, 31), [ana], training=log)
    after = finding("renewal.training", pack, date(2027, 1, 1), [ana], training=log)
    assert (before.have, before.changes_on) == (0.0, date(2027, 1, 1))
    assert after.have == 5.0


TWENTY = [(date(2025, 3, 1), 10), (date(2025, 4, 1), 10)]


@pytest.mark.parametrize(
    ("more", "log", "have"),
    [
        ({}, [(date(2025, 3, 1), 10.25), (date(2025, 3, 2), 10)], 15.25),
        ({"endorsed": date(2025, 1, 1)}, TWENTY, 15),
        ({"endorsed": date(2025, 1, 2)}, TWENTY, 10),
        ({"endorsed": ""}, TWENTY, 10),
        ({}, [(date(2024, 12, 31), 10), *TWENTY], 15),
    ],
)
def test_what_is_carried_over_is_exact(more: dict, log: list, have: float) -> None:
    """From the former cycle alone, of who was endorsed before it began, to the quarter hour."""
    pack = pack_of(asked("renewal.training", 15, carry_over=True))
    rows = [training(date(2026, 3, 1), 10), *(training(day, hours) for day, hours in log)]
    assert finding("renewal.training", pack, NOW, [ANA | more], training=rows).have == have


def test_nothing_is_carried_over_where_nothing_was_asked_before() -> None:
    """Neither from before the first cycle, nor from a year without a figure."""
    ana = {**ANA, "endorsed": date(2005, 1, 1)}
    pack = pack_of(asked("renewal.training", 15, carry_over=True))
    rows = [training(date(2010, n, 1), 10) for n in (3, 4, 5)] + [training(date(2011, 3, 1), 10)]
    assert finding("renewal.training", pack, date(2011, 6, 1), [ana], training=rows).have == 10
    need = [{"value": 15, "from": date(2026, 1, 1), "source": "S2"}]
    pack = pack_of(asked("renewal.training", 15, carry_over=True, need=need))
    rows = [training(date(2025, n, 1), 10) for n in (3, 4, 5)] + [training(date(2026, 3, 1), 10)]
    assert finding("renewal.training", pack, NOW, [ana], training=rows).have == 10


# --- attestation -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "attested", "audit", "outcome"),
    [
        (date(2026, 12, 31), "", "", Outcome.OPEN),
        (date(2026, 12, 31), date(2026, 11, 3), "", Outcome.MEETS),
        (date(2026, 11, 2), date(2026, 11, 3), "", Outcome.OPEN),  # dated ahead
        (date(2027, 1, 1), "", "", Outcome.GAP),
        (date(2027, 1, 1), "yes", "", Outcome.MEETS),
        (date(2027, 1, 1), date(2026, 11, 3), "none", Outcome.MEETS),
        (date(2027, 1, 1), date(2025, 11, 3), "", Outcome.GAP),  # that was for the year before
        (date(2027, 1, 1), date(2026, 11, 3), "passed", Outcome.MEETS),
        (date(2027, 1, 1), date(2026, 11, 3), "selected", Outcome.GAP),
        (date(2027, 1, 1), date(2026, 11, 3), "failed", Outcome.GAP),
        (date(2026, 12, 31), date(2026, 11, 3), "selected", Outcome.OPEN),
    ],
)
def test_attestation_and_audit(as_of, attested, audit, outcome) -> None:
    """Edge case 48: no logged hour is no failure before the deadline; audit evidence is after."""
    pack = pack_of(asked("renewal.training", 15, evidence="attest"))
    person = {**ANA, "attested": attested, "audit": audit}
    one = finding("renewal.training", pack, as_of, [person], training=[])
    assert one.outcome is outcome
    enough = [training(date(2026, 3, 1), 15)]
    met = finding("renewal.training", pack, as_of, [person], training=enough)
    assert met.outcome is Outcome.MEETS


def test_an_attestation_dated_ahead_stands_from_its_day_on() -> None:
    """Until then it is open, and the finding tells the day."""
    pack = pack_of(asked("renewal.training", 15, evidence="attest"))
    person = {**ANA, "attested": date(2026, 11, 30), "training_hours": 14}
    one = finding("renewal.training", pack, NOW, [person])
    assert (one.outcome, one.changes_on) == (Outcome.OPEN, date(2026, 11, 30))
    one = finding("renewal.training", pack, date(2026, 11, 30), [person])
    assert one.outcome is Outcome.MEETS


def test_attestation_with_a_total_that_is_blank() -> None:
    """Nobody has to type the hours where people attest; what cannot be read is still said."""
    pack = pack_of(asked("renewal.training", 15, evidence="attest"))
    for total, outcome in [("", Outcome.OPEN), (3, Outcome.OPEN), ("12+", Outcome.CANNOT_TELL)]:
        person = {**ANA, "attested": "", "training_hours": total}
        assert finding("renewal.training", pack, NOW, [person]).outcome is outcome


def test_attestation_counts_only_where_it_is_tracked_and_from_its_day_on() -> None:
    """A sheet without a column for it, and deadlines before it came: the log is asked for."""
    late = date(2027, 1, 1)
    pack = pack_of(asked("renewal.training", 15, evidence="attest"))
    assert finding("renewal.training", pack, late, [ANA], training=[]).outcome is Outcome.GAP
    person = {**ANA, "attested": "yes"}
    for since, outcome in [(date(2026, 12, 31), Outcome.MEETS), (date(2027, 1, 1), Outcome.GAP)]:
        pack = pack_of(asked("renewal.training", 15, evidence="attest", attest_from=since))
        assert finding("renewal.training", pack, late, [person], training=[]).outcome is outcome


@pytest.mark.parametrize(
    ("as_of", "hours", "audit", "outcome"),
    [
        (date(2027, 1, 1), 9, "yes", Outcome.CANNOT_TELL),  # selected, or passed?
        (date(2026, 12, 1), 9, "yes", Outcome.CANNOT_TELL),
        (date(2027, 1, 1), 15, "yes", Outcome.MEETS),
        (date(2027, 1, 1), 9, "", Outcome.MEETS),
    ],
)
def test_an_audit_that_cannot_be_read(as_of, hours, audit, outcome) -> None:
    """Whether the hours have to be shown cannot be told; where they are enough it is no matter."""
    pack = pack_of(asked("renewal.training", 15, evidence="attest"))
    person = {**ANA, "attested": date(2026, 11, 3), "audit": audit}
    log = [training(date(2026, 3, 1), hours)]
    one = finding("renewal.training", pack, as_of, [person], training=log)
    assert (one.outcome, one.need, one.due) == (outcome, 15, date(2026, 12, 31))
    assert one.have == hours
    if outcome is Outcome.CANNOT_TELL:
        assert one.short is None
        assert "9 of them stand here" in one.message


def test_an_extension_does_not_bring_in_the_attestation() -> None:
    """Whether people attest goes by the last day of the cycle, and not by the day granted."""
    since = date(2027, 1, 1)
    pack = pack_of(asked("renewal.training", 15, evidence="attest", attest_from=since))
    grant = {"who": "Ana Ruiz", "what": "", "waiver_kind": "extension", "reason": "illness",
             "approver": "board", "waiver_until": date(2027, 2, 1)}  # fmt: skip
    log = [training(date(2026, 3, 1), 1)]
    one = finding("renewal.training", pack, date(2027, 1, 9), [{**ANA, "attested": "yes"}],
                  training=log, waivers=[grant])  # fmt: skip
    assert (one.outcome, one.have) == (Outcome.OPEN, 1)


def test_who_has_not_attested_has_a_gap_whatever_the_audit() -> None:
    """An audit that cannot be read excuses nobody from the attestation."""
    pack = pack_of(asked("renewal.training", 15, evidence="attest"))
    person = {**ANA, "attested": "", "audit": "yes"}
    late = finding("renewal.training", pack, date(2027, 1, 1), [person], training=[])
    assert late.outcome is Outcome.GAP


@pytest.mark.parametrize(
    ("total", "outcome", "disagrees"),
    [(0, Outcome.CANNOT_TELL, True), (4, Outcome.MEETS, True), (5, Outcome.MEETS, False),
     (9, Outcome.MEETS, False)],
)  # fmt: skip
def test_a_column_below_what_is_certain_is_wrong(total, outcome, disagrees) -> None:
    """No reading of an entry that cannot be read makes a sum smaller than its certain hours."""
    pack = pack_of(asked("renewal.training", 3))
    log = [training(date(2026, 3, 1), 5), training(date(2026, 4, 1), "")]
    found = outcomes(pack, NOW, ANA | {"training_hours": total}, training=log)
    assert found["renewal.training"] is outcome
    assert ("total.disagrees" in found) is disagrees


def test_grace_keeps_it_open() -> None:
    """Until the last day of grace what is short is open, and a gap the day after."""
    cycle = {
        "first_deadline": date(2011, 12, 31), "years": 1, "grace_days": 31, "source": "S2",
    }  # fmt: skip
    pack = pack_of(asked("renewal.training", 15), cycle=[cycle])
    for as_of, outcome in [(date(2027, 1, 31), Outcome.OPEN), (date(2027, 2, 1), Outcome.GAP)]:
        assert finding("renewal.training", pack, as_of, [ANA], training=[]).outcome is outcome


ATTEST = pack_of(asked("renewal.training", 15, evidence="attest"))
FIVE = [training(date(2026, 3, 1), 5)]


def attesting(as_of: date, attested: object, audit: str = "", log: list | None = None):
    person = {**ANA, "attested": attested, "audit": audit}
    tabs = {} if log is None else {"training": log}
    return finding("renewal.training", ATTEST, as_of, [person], **tabs)


@pytest.mark.parametrize(
    ("attested", "when"),
    [("yes", ""), (date(2026, 1, 1), " on 1 Jan 2026"), (NOW, " on 22 Nov 2026")],
)
def test_what_is_attested_is_said(attested: object, when: str) -> None:
    """From the first day of the cycle to today; with what stands in the log."""
    one = attesting(NOW, attested, log=FIVE)
    assert one.message == (
        f"Appears to meet by attestation{when}: 15 hours of renewal.training are asked, and 5 of "
        "them stand here. No log has to be shown unless there is an audit."
    )
    assert (one.have, one.short, one.place) == (5, 0, ("roster", 2, 1))


def test_what_is_not_attested_yet_is_said() -> None:
    """By when, with what stands here; it is open until the deadline has passed."""
    one = attesting(date(2026, 11, 1), "", log=FIVE)
    assert one.message == (
        "Not yet attested; due by 31 Dec 2026. 15 hours of renewal.training are asked, and 5 of "
        "them stand here; no log has to be handed in."
    )
    assert (one.have, one.short, one.need, one.pace) == (5, 10, 15, "behind")
    assert (one.due, one.changes_on) == (date(2026, 12, 31), date(2027, 1, 1))
    assert one.place == ("roster", 2, 1)
    assert one.citation is not None
    ahead = attesting(date(2026, 11, 1), date(2026, 11, 3), log=FIVE)
    assert (ahead.outcome, ahead.changes_on) == (Outcome.OPEN, date(2026, 11, 3))


def test_without_any_figure_that_is_said() -> None:
    """A blank total is no zero."""
    person = {**ANA, "attested": "", "training_hours": ""}
    one = finding("renewal.training", ATTEST, date(2026, 11, 1), [person])
    assert "and no figure stands here" in one.message
    assert (one.have, one.need, one.place) == (None, None, ("roster", 2, 5))
    assert one.changes_on == date(2027, 1, 1)


def test_an_audit_that_cannot_be_read_leaves_the_attestation_in_doubt() -> None:
    """It is shown where the hours are, and the day after the deadline it is looked at again."""
    one = attesting(date(2026, 11, 1), "yes", "perhaps?", FIVE)
    assert one.outcome is Outcome.CANNOT_TELL
    assert "5 of them stand here" in one.message
    assert (one.place, one.changes_on) == (("roster", 2, 1), date(2027, 1, 1))


def test_who_attests_today_and_is_audited_is_looked_at_again_later() -> None:
    """A day that has come is no day ahead."""
    assert attesting(NOW, NOW, "selected", FIVE).changes_on == date(2027, 1, 1)


def test_where_the_log_is_asked_for_an_attestation_is_nothing() -> None:
    """A yes in the column stands for no hour."""
    pack = pack_of(asked("renewal.training", 15))
    one = finding("renewal.training", pack, NOW, [{**ANA, "attested": "yes"}], training=FIVE)
    assert (one.outcome, one.have) == (Outcome.OPEN, 5)
