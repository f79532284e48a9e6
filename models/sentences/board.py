"""What a board pack says around the figures: how to read them, what changed, where it came from."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "board.kind": "Board pack",
    "board.skip": "To the figures",
    "board.as_of": "As of {day}",
    "board.number": "Pack {number}",
    "board.replaces": (
        "This pack replaces pack {replaces}, which was issued for the same day. The workbook was "
        "corrected in between; go by this one."
    ),
    "board.people": "People in the roster: {people}",
    "board.in_short": "In short",
    "board.contents": "In this pack",
    "board.reading": "How to read the figures",
    "board.origin": "Where the figures come from",
    "board.page": "Page",
    "board.of": "of",
    "board.definition": "What is counted:",
    "board.numbers_of": "Numbers: {title}",
    "board.see": "What \u201chidden\u201d and \u201cabout\u201d mean:",
    "board.caption": "{what}. Counted: {units}. As of {day}.",
    "board.total": "All",
    "board.hidden": "hidden",
    "board.all_hidden": (
        "Nothing of this can be shown: the groups have fewer than {least} people, or would tell of "
        "such a group."
    ),
    "board.unknown": "not known",
    "board.about": "about {number}",
    "board.chart.part_hidden": "a part is hidden",
    "board.chart.alt": "{what}: {values}.",
    "board.chart.value": "{label} {value}",
    "board.chart.line": "{label}: {values}",
    "board.term.hidden": "hidden",
    "board.note.hidden": (
        "A group of fewer than {least} people is never shown, and neither is a number from "
        "which it could be worked out. That is why a larger number may be hidden, too. 0 is shown."
    ),
    "board.term.about": "about 40",
    "board.note.about": (
        "The number differs by fewer than {least} people from one that is shown for "
        "another day, here or in an earlier pack; that one is given once more. The difference "
        "would tell of single people, so it is not shown. Sums that hold such a number need not "
        "add up."
    ),
    "board.term.unknown": "not known",
    "board.note.unknown": (
        "The workbook does not say it, or not clearly. What nobody can tell is counted "
        "as such, and never as met or missed."
    ),
    "board.term.decides": "appears to meet",
    "board.note.decides": (
        "Figures say what the workbook says on the day. Whether somebody is "
        "endorsed or renewed, the association decides."
    ),
    "board.origin.rules": "Rules: {title}, version {version}.",
    "board.origin.book": (
        "The figures were counted from the association's own workbook. Nobody's name, address or "
        "number is in this pack."
    ),
    "board.origin.data": (
        "The data: the workbook as it stood when this pack was issued, fingerprint {fingerprint}."
    ),
    "board.origin.data.kept": (
        "The data: the copy of the workbook that the ledger keeps, as the nightly check found it "
        "on {found}, fingerprint {fingerprint}."
    ),
    "board.origin.run": "The last nightly check until then: run {run}, as of {day}.",
    "board.older": (
        "The data are those of {found}. What was typed into the workbook later is not in this pack."
    ),
    "board.origin.kept": (
        "Pack {number} was issued once and does not change. The association can make it again "
        'with "rostercheck board again {number}".'
    ),
    "board.origin.program": "Made with Rostercheck.",
    "board.charts": (
        "Bars and lines differ by pattern and mark as well as by shade; every number that is drawn "
        "stands in the table below."
    ),
    # what is said to who issues it
    "board.no_pdf": (
        'No PDF was made, for want of a program that prints. Type pip install "rostercheck[pdf]", '
        "and then the same command again."
    ),
    "board.changed": (
        "The figures of the workbook for {day} are others now than when pack {number} was issued. "
        "The pack stays as it was; --new-issue issues a numbered correction."
    ),
    "board.otherwise": (
        "Pack {number} was issued with another title, or compared with another day. It stays as it "
        "was; --new-issue issues a numbered correction."
    ),
    "board.unchanged": (
        "The figures for {day} are the same as when pack {number} was issued, so there is nothing "
        "to correct."
    ),
    # what is said in the place of findings that would give a hidden number away
    "board.headline.withheld": (
        "Some figures differ by fewer than {least} people from those of an earlier pack, so they "
        "are not said exactly here."
    ),
    "board.headline.small": (
        "The roster is so small that most groups have fewer than {least} people, and are hidden."
    ),
    # forecast
    "figures.section.forecast": "Forecast for the deadline",
    "board.forecast": "Forecast for the deadline",
    "board.forecast.title": (
        "At this pace, {count} of {people} endorsed are likely to be short of hours by {due}"
    ),
    "board.forecast.title.none": (
        "At this pace, nobody endorsed is likely to be short of hours by {due}"
    ),
    "board.forecast.title.hidden": "Where people are heading by {due}",
    "board.forecast.title.worried": (
        "At this pace, {count} of {people} endorsed are likely to be short of hours by {due}, or "
        "have logged nothing yet"
    ),
    "board.forecast.worried": "Likely short at the deadline, or nothing logged yet",
    "board.forecast.unsure": "Cannot tell, or too early to tell",
    "board.forecast.fine": "Likely enough, or no hours due ahead",
    "board.forecast.rest": "Likely enough, none due ahead, too early, or cannot tell",
    "board.forecast.definition": (
        "Everybody who is endorsed. Clock hours that are due ahead are carried on at the pace at "
        "which people really log them. Who has several such duties counts once, by the one that "
        "stands worst. A forecast is no judgement: people may log what they did long ago."
    ),
    "board.forecast.not_asked": "No hours due ahead, or the day has passed",
    "board.forecast.outlook": "Where they are heading",
    "board.forecast.people": "People",
    "board.forecast.nobody": ("No renewal with hours lies ahead, so there is nothing to forecast."),
    # trends
    "board.trends": "From pack to pack",
    "board.trend.title": "{what}, over time",
    "board.trend.title.same": "{what}: the same numbers since {day}",
    "board.trend.title.changed": "{label}: from {first} on {day} to {last} now",
    "board.trend.definition": (
        "The table \u201c{what}\u201d on earlier days, counted as it is above. The association's "
        "ledger keeps the days of its packs, and for other quarters the last day on which the "
        "workbook was checked."
    ),
    "board.trend.day": "Day",
    # since the last meeting
    "board.since": "Since the last meeting",
    "board.since.title": "{changed} of {all} figures have changed since {day}",
    "board.since.title.pack": (
        "{changed} of {all} figures have changed since pack {number} of {day}"
    ),
    "board.since.definition": (
        "Every figure of this pack that differs from the one of that day. A change of fewer than "
        "{least} people is not said exactly. What is not listed is the same, hidden, or new."
    ),
    "board.since.what": "Figure",
    "board.since.unit": "people, or what the line says",
    "board.since.then": "On {day}",
    "board.since.now": "Now",
    "board.since.change": "Change",
    "board.since.line": "{table}: {line}",
    "board.since.line.column": "{table}: {line}, {column}",
    "board.since.few": "fewer than {least}",
    "board.since.same": "Every figure that can be compared is the same as on {day}.",
    "board.since.same_number": "{number} figures are the same as on that day.",
    "board.since.first": "This is the first pack, so there is nothing to compare it with.",
    "board.since.none": "The ledger has no figures of {day} or earlier to compare with.",
    "board.rules_changed": (
        "The rules were {before} then and are {now} now; a part of the change may come from them."
    ),
}

BRIEF: Mapping[str, str] = {}
