"""What a check, an explanation, a forecast or a comparison prints on the terminal."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "report.checked": "{book}: checked as of {day}",
    "report.rules": "Rules: {pack}",
    "report.rules_as_of": "Rules: {pack}, as of {day}",
    "report.counts": "{people}: {counts}.",
    "report.nobody_found": "nobody was found",
    "report.count.gap": "{number} with a gap",
    "report.count.cannot_tell": "{number} to look at",
    "report.count.open": "{number} open",
    "report.count.meets": "{number} appear to meet",
    "report.count.not_applicable": "{number} with nothing due",
    "report.for_nobody": "{status}: entries for nobody in the roster",
    "report.worth_knowing": "Worth knowing:",
    "report.who": "{name} (row {row})",
    "report.and_more": "  … and {number} more",
    "report.and_more_all": "  … and {number} more (--all lists everybody)",
    "report.everything": "Everything:",
    # explain
    "report.person": "{name}, {codes} ({sheet}, row {row})",
    "report.category_unknown": "category not known",
    "report.status": "{status} as of {day}",
    "report.status_due": "{status} as of {day}; next due {due}",
    "report.decides": "The association decides; Rostercheck only reads what the sheet says.",
    "report.where": "  Where: {where}",
    "report.next_step": "  Next step: {action}",
    "report.source": "  Source: {source}",
    "report.evidence": "  Counted: {counted} of {entries} entries",
    "report.entry": "    {mark} {sheet} row {row}: {what} ({why})",
    # what was written
    "report.dry_run": "Dry run: nothing was written.",
    "report.no_change": "Nothing would change.",
    "report.not_written": "No flags were written. {why}",
    "report.flags_stand": "The flags in {where} stand as they are; nothing has changed.",
    "report.flags_are": "The flags are in {where} ({changes}).",
    "report.open_in_excel": (
        "{where} is open in Excel, and the flags were put there. Rostercheck does not save it: "
        "save it when you like."
    ),
    "report.times": "{why} ({number} times)",
    "report.blank": "(blank)",
    "report.edit.note": "{where}: note {before} -> {after}",
    "report.edit.fill": "{where}: fill -> {fill}",
    "report.edit.width": "{where}: column width -> {width}",
    "report.edit.as_before": "as it was before",
    "report.edit.put": "{where}: our tab, {rows} rows, written anew",
    "report.edit.drop": "{where}: our tab, taken off",
    # forecast
    "report.forecast": "{book}: forecast as of {day}",
    "report.forecast.how": "How this is reckoned",
    "report.forecast.near": "Only a few hours to go",
    "report.forecast.near_one": "{short} h of {title}",
    "report.forecast.letters": "What one e-mail would clear",
    "report.forecast.endings": "Membership ends before the deadline ({number})",
    "report.forecast.in_short": "{people} with hours due ahead: {counts}.",
    "report.forecast.no_judgement": (
        "A forecast is no judgement: people may log what they did long ago."
    ),
    "report.outlook.likely_short": "Likely short at the deadline",
    "report.outlook.nothing_logged": "Nothing logged yet",
    "report.outlook.cannot_tell": "Cannot tell",
    "report.outlook.too_early": "Too early to tell",
    "report.outlook.likely_enough": "Likely enough",
    "report.log.training": "Training",
    "report.log.rsc": "RSC",
    # suggest
    "report.suggest.book": "{book}: which category may fit, as of {day}",
    "report.suggest.applied": "{who}, applied for {codes}",
    "report.suggest.elsewhere": "Points elsewhere (--all shows why): {names}.",
    "report.suggest.ask": "  Ask: {question}",
    "report.suggest.missing": "  Still missing:",
    "report.suggest.not_said": "  Asked besides, nothing said yet: {list}.",
    "report.suggest.closing": "This is a first look and no verdict; the association decides.",
    "report.fit.fits_what_was_said": "fits what was said",
    "report.fit.possible": "possible",
    "report.fit.points_elsewhere": "points elsewhere",
    # what-if
    "report.whatif": "{book}: what if",
    "report.whatif.before": "  now: {pack}, as of {day}",
    "report.whatif.after": "  then: {pack}, as of {day}",
    "report.whatif.now": "now",
    "report.whatif.then": "then",
    "report.whatif.everybody": "everybody",
    "report.whatif.more": "With more to do",
    "report.whatif.less": "With less to do",
    "report.whatif.same": "The same status, but other rules or figures",
    "report.whatif.needed": "Hours needed in total",
    "report.whatif.not_in_run": "not in this run",
    "report.whatif.not_judged": "not judged",
    "report.whatif.to_go": "{word}, {short} to go",
}

BRIEF: Mapping[str, str] = {}
