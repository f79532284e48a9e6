"""What the nightly service says on a terminal: of each workbook, and of the night as a whole."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # a workbook
    "night.book.done": "{book}: run {run}: {people}, {findings}.",
    "night.book.news": "{book}: run {run}: {people}, {findings} ({opened} new, {closed} mended).",
    "night.book.unchanged": "{book}: run {run}: unchanged, {findings}.",
    "night.book.put_off": "{book}: put off.",
    "night.book.failed": "{book}: could not be checked.",
    "night.book.no_time": "{book}: there was no time for it.",
    "night.book.day_not_written": (
        "Unchanged; the day of this look could not be written. {why}"
    ),
    "night.book.fault": (
        "{book} could not be checked because of a fault in Rostercheck ({fault}). The other books "
        "were looked at. Please report it."
    ),
    "night.book.too_large": "{book} is too large for this computer's memory.",
    "night.book.just_changed": (
        '"{book}" was changed a few minutes ago. It is looked at later in the night, so that '
        "nobody is disturbed."
    ),
    "night.book.just_saved": (
        "{book} was saved by somebody at this moment. It is looked at later in the night."
    ),
    "night.nothing_to_flag": "nothing to flag",
    # the night as a whole
    "night.summary": "Night {number}, as of {day}: {counts}.",
    "night.count.checked": "{number} checked",
    "night.count.unchanged": "{number} unchanged",
    "night.count.open_elsewhere": "{number} open elsewhere",
    "night.count.failed": "{number} failed",
    "night.no_books": "no books",
    "night.left_over": (
        "Time or calls did not suffice for: {books}. They come first the next night."
    ),
    "night.settled": "An earlier night was broken off; run {runs} was looked into and settled.",
    "night.stopped": "The night was stopped before its end.",
    "night.broken_off.written": (
        "The program was stopped during this run, after the book was written."
    ),
    "night.broken_off.not_written": (
        "The program was stopped during this run, before anything was written."
    ),
    # while it goes on
    "night.books": "Books",
    "night.waits": "{books} open elsewhere; again in {minutes} minutes",
    "night.every_day": "A night every day at {time} ({zone}). Stop with Ctrl-C.",
    "night.this_computer": "this computer's time",
    "night.service_ended": "Stopped.",
    "night.service_fault": (
        "the night could not be held because of a fault in Rostercheck ({fault}); it is tried "
        "again in a quarter of an hour. Please report it."
    ),
    # what was sent
    "night.letters_wait": "{letters} left; the next night tries again.",
    "night.drafted": "{letters} put into {folder} as drafts.",
}  # fmt: skip

BRIEF: Mapping[str, str] = {}
