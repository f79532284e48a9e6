"""Sentences about clock hours, and why an entry of a log counts or does not."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "hours.carried": "({carried} of them are carried over from the cycle before.)",
    "hours.overlap": (
        "Cannot tell: {have} of {need} hours of {title} are certain. If an hour was on two topics "
        "at once, it may be up to {most}."
    ),
    # one hour, one topic
    "hours.shared.open": (
        "Not yet: {have} hours of {title}, but each hour may serve one topic only: {topics} ask "
        "for {asked} hours together, and {there} are on them; {short} to go by {due}."
    ),
    "hours.shared.open.undated": (
        "Not yet: {have} hours of {title}, but each hour may serve one topic only: {topics} ask "
        "for {asked} hours together, and {there} are on them; {short} to go."
    ),
    "hours.shared.gap": (
        "{short_hours} short: each hour may serve one topic only. {topics} ask for {asked} hours "
        "together, and {there} were on them by {due}."
    ),
    "hours.shared.unclear": (
        "Cannot tell: each hour may serve one topic only. {topics} ask for {asked} hours together, "
        "and {there} are certain."
    ),
    # attestation and audit
    "hours.attested": (
        "Appears to meet by attestation: {need} hours of {title} are asked, and {record}. No log "
        "has to be shown unless there is an audit."
    ),
    "hours.attested.dated": (
        "Appears to meet by attestation on {when}: {need} hours of {title} are asked, and "
        "{record}. No log has to be shown unless there is an audit."
    ),
    "hours.attest": (
        "Not yet attested; due by {due}. {need} hours of {title} are asked, and {record}; no log "
        "has to be handed in."
    ),
    "hours.on_record": "{have} of them stand here",
    "hours.none_on_record": "no figure stands here",
    "hours.in_doubt": "{hours} in doubt",
    "hours.cannot_be_read": "entries that cannot be read",
    "hours.audit.selected": "(Selected for the audit: the hours themselves have to be shown.)",
    "hours.audit.failed": "(The audit was not passed: the hours themselves have to be shown.)",
    "hours.audit.unclear": (
        "Cannot tell: {need} hours of {title} are attested, and {record}. In an audit the hours "
        "themselves have to be shown, and whether there is one cannot be read: {problem}"
    ),
    "hours.not_attested": "(Nor does an attestation stand here.)",
    # why an entry counts
    "why.both": "{one}; {other}",
    "why.said": "{why}",
    "why.inside": "inside the cycle",
    "why.on_record": "on record",
    # why it is unclear, or out
    "why.used": "it was used for the application",
    "why.no_date": "its date cannot be read",
    "why.no_hours": "its hours cannot be read",
    "why.outside": "it lies outside the cycle",
    "why.too_old": "it does not lie within the last {months} months",
    "why.ahead": "it is dated ahead",
    "why.over_the_edge": "it runs over the edge of the cycle",
    "why.before_endorsement": "it is before the endorsement on {endorsed}",
    "why.other_topic": "another topic",
}

BRIEF: Mapping[str, str] = {
    "hours.overlap": "{short_title}: {have} of {need} h are certain",
    "hours.shared.open": "{short_title}: an hour may serve one topic only",
    "hours.shared.open.undated": "{short_title}: an hour may serve one topic only",
    "hours.shared.gap": "{short_title}: an hour may serve one topic only",
    "hours.shared.unclear": "{short_title}: an hour may serve one topic only",
    "hours.attest": "{short_title}: not attested yet",
    "hours.audit.unclear": "{short_title}: depends on the audit",
}
