"""What the dashboard and the board pack say: titles that tell the finding, and definitions."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "figures.tab": "Dashboard",
    "figures.tab_board": "Board dashboard",
    "figures.tab_title": "Dashboard: where the association stands",
    "figures.tab_title_board": "Dashboard for the board: small groups are not shown",
    "figures.tab_as_of": "As of {day}. Rules: {pack}, version {version}.",
    "figures.tab_night": (
        'Written by the nightly check number {night}; "rostercheck runs" lists what each one did.'
    ),
    "figures.tab_about": (
        "Rostercheck writes this tab anew at each check. Move the charts and change the looks as "
        "you like: they stay. Your own notes stay too, right of the charts and below the last "
        "table. The numbers are what the roster shows; the association decides."
    ),
    "figures.hidden": "not shown",
    "figures.hidden.note": (
        "Groups of fewer than {least} people are not shown, nor what they could be worked out "
        "from. Nobody is shown as 0."
    ),
    "figures.whole.alt": "Bars: {column}, line by line.",
    "figures.hidden.lines": "Too few people to be shown, or needed to hide them: {lines}.",
    "figures.short.lines": (
        "Lines are put together here, because groups of fewer than {least} people are not shown."
    ),
    "figures.short.parts": (
        "The parts of each line are left out here, because groups of fewer than {least} people are "
        "not shown."
    ),
    "figures.short.only": (
        "Only the endorsed are counted here, because so few others there are that their number is "
        "not shown."
    ),
    "figures.total": "All",
    "figures.total.people": "All, each person once",
    "figures.unit.people": "people",
    "figures.unit.hours": "clock hours",
    "figures.unit.findings": "findings",
    "figures.column.people": "People",
    "figures.column.what": "What they are",
    "figures.column.where": "Where they stand",
    "figures.column.category": "Category",
    "figures.column.band.infant": "Infant",
    "figures.column.band.early": "Early childhood",
    "figures.column.band.both": "Both",
    "figures.column.band.none": "No age band said",
    # everybody
    "figures.section.everybody": "Who is in the roster",
    "figures.kind.endorsed": "Endorsed",
    "figures.kind.applicant": "Applicants",
    "figures.kind.inactive": "Inactive",
    "figures.kind.lapsed": "Lapsed or removed",
    "figures.kind.other": "Other (vetted, on hold, withdrawn ...)",
    "figures.kind.unknown": "Cannot tell: the status cannot be read",
    "figures.kind.no_category": "Cannot tell: no category that we know",
    "figures.kind.not_endorsed": "Inactive, lapsed, other, or cannot tell",
    "figures.kind.others": "All others in the roster",
    "figures.roster.title.empty": "Nobody stands in the roster",
    "figures.roster.title.none": "Of {all} in the roster nobody is endorsed",
    "figures.roster.title.one": "1 of {all} in the roster is endorsed",
    "figures.roster.title.many": "{count} of {all} in the roster are endorsed",
    "figures.roster.title.hidden": "Who is in the roster",
    "figures.roster.title_alone.none": "Nobody in the roster is endorsed",
    "figures.roster.title_alone.one": "1 person in the roster is endorsed",
    "figures.roster.title_alone.many": "{count} people in the roster are endorsed",
    "figures.roster.title_alone.hidden": "Who is in the roster",
    "figures.roster.definition": (
        "Everybody in the roster, as the status column says; where there is none, as the dates of "
        "endorsement, registration and submission say. Each person counts once: who stands in "
        "several rows counts on the first of these lines that one of the rows says."
    ),
    "figures.roster.alt": "Bars: people in the roster by what they are.",
    "figures.categories.title.none": "Nobody is endorsed",
    "figures.categories.title.one": "1 of {all} endorsed holds {label}",
    "figures.categories.title.many": "{count} of {all} endorsed hold {label}, the most common",
    "figures.categories.title.hidden": "Endorsed by category and age band",
    "figures.categories.known.none": "Nobody is endorsed",
    "figures.categories.known.one": "1 of {all} endorsed holds {label}",
    "figures.categories.known.many": "{count} of {all} endorsed hold {label}",
    "figures.categories.known.hidden": "Endorsed by category and age band",
    "figures.categories.tied.none": "Nobody is endorsed",
    "figures.categories.tied.one": "{list} are held by 1 person each, of {all} endorsed",
    "figures.categories.tied.many": (
        "{list} are the most common, held by {count} people each, of {all} endorsed"
    ),
    "figures.categories.tied.hidden": "Endorsed by category and age band",
    "figures.categories.alike.none": "Nobody is endorsed",
    "figures.categories.alike.one": "{all} endorsed, in no category more than 1 person",
    "figures.categories.alike.many": (
        "{all} endorsed; the most common categories are held by {count} people each"
    ),
    "figures.categories.alike.hidden": "Endorsed by category and age band",
    "figures.categories.definition": (
        "Everybody who is endorsed, by scope and age band of the category. Who holds two "
        "categories counts on the line of each, and once in the last line, so the lines may come "
        "to more than it. Infant is up to 36 months, early childhood 3 to 6 years; some "
        "categories have no age band."
    ),
    "figures.categories.alt": "Stacked bars: people endorsed by category, split by age band.",
    # the cycle
    "figures.section.cycle": "The renewal cycle",
    "figures.cycle.new": "New in this cycle, nothing missing",
    "figures.cycle.renewed": "Appears to meet all that is asked",
    "figures.cycle.open": "Open: something is missing, and there is time",
    "figures.cycle.short": "Gap: something is missing, and its day has passed",
    "figures.cycle.untold": "Cannot tell: a person has to look",
    "figures.cycle.settled": "Appears to meet all that is asked, new or not",
    "figures.cycle.missing": "Something is missing, whether or not there is time",
    "figures.cycle.unsettled": "Something is missing, or cannot be told",
    "figures.cycle.title.none": "Of {all} endorsed nobody appears to meet all by {due} so far",
    "figures.cycle.title.one": "1 of {all} endorsed appears to meet all by {due} so far",
    "figures.cycle.title.many": ("{count} of {all} endorsed appear to meet all by {due} so far"),
    "figures.cycle.title.hidden": "Where the endorsed stand for {due}",
    "figures.cycle.title_over.none": (
        "Of {all} endorsed nobody appears to meet all that was due on {due}"
    ),
    "figures.cycle.title_over.one": "1 of {all} endorsed appears to meet all that was due on {due}",
    "figures.cycle.title_over.many": (
        "{count} of {all} endorsed appear to meet all that was due on {due}"
    ),
    "figures.cycle.title_over.hidden": "Where the endorsed stand after {due}",
    "figures.cycle.definition": (
        "Everybody who is endorsed, by the gravest finding in all of their rows, for the cycle "
        "from {start} to {due}. New: endorsed since the cycle began, and nothing is missing. The "
        "association decides who is renewed; this is what the roster shows."
    ),
    "figures.cycle.alt": "Bars: people endorsed by where they stand for {due}.",
    "figures.left.inactive_now": "Inactive since {start} or later",
    "figures.left.inactive_before": "Inactive since before {start}",
    "figures.left.inactive_untold": "Inactive, since when is not known",
    "figures.left.lapsed_now": "Lapsed or removed since {start} or later",
    "figures.left.lapsed_before": "Lapsed or removed before {start}",
    "figures.left.lapsed_untold": "Lapsed or removed, when is not known",
    "figures.left.inactive": "Inactive, since whenever",
    "figures.left.lapsed": "Lapsed or removed, whenever that was",
    "figures.left.title.none": "Nobody is known to have become inactive or lapsed since {start}",
    "figures.left.title.one": "1 person has become inactive or lapsed since {start}",
    "figures.left.title.many": "{count} people have become inactive or lapsed since {start}",
    "figures.left.title.hidden": "Inactive and lapsed",
    "figures.left.definition": (
        "Everybody whose status is inactive, lapsed or removed, and who holds no other "
        "endorsement; since when, by the column for that day. Who is on the way back counts as "
        "lapsed."
    ),
    # hours
    "figures.section.hours": "Clock hours for the renewal",
    "figures.column.asked": "What is asked",
    "figures.column.due": "Until when",
    "figures.column.enough": "Enough",
    "figures.column.short": "Short",
    "figures.column.untold": "Cannot tell",
    "figures.column.not_asked": "Not asked",
    "figures.column.needed": "Hours still needed",
    "figures.column.needed_of": "Hours still needed: {title}",
    "figures.hours.over": "Their day has passed",
    "figures.hours.due30": "Within 30 days",
    "figures.hours.due90": "In 31 to 90 days",
    "figures.hours.due180": "In 91 to 180 days",
    "figures.hours.due_later": "Later than that",
    "figures.hours.due_untold": "Short, until when is not known",
    "figures.hours.untold": "Cannot tell whether they are short",
    "figures.hours.enough": "Not short of hours",
    "figures.hours.short": "Short of hours, whether or not there is time",
    "figures.hours.look": "Short of hours, or cannot tell",
    "figures.hours.title.none": (
        "Of {all} endorsed nobody is known to be short of hours, with {days} left"
    ),
    "figures.hours.title.one": "1 of {all} endorsed is short of hours, with {days} left",
    "figures.hours.title.many": ("{count} of {all} endorsed are short of hours, with {days} left"),
    "figures.hours.title.hidden": "Hours still needed, with {days} left",
    "figures.hours.title_over.none": (
        "Of {all} endorsed nobody is known to be short of hours, {days} after {due}"
    ),
    "figures.hours.title_over.one": "1 of {all} endorsed is short of hours, {days} after {due}",
    "figures.hours.title_over.many": (
        "{count} of {all} endorsed are short of hours, {days} after {due}"
    ),
    "figures.hours.title_over.hidden": "Hours still needed, {days} after {due}",
    "figures.hours.definition": (
        "Everybody who is endorsed, by the nearest day until which hours that they lack have to "
        "come in. Each person counts once. The hours are those still missing for what is asked; "
        "training on one topic is often a part of all training, so the columns are not to be "
        "added up."
    ),
    "figures.hours.alt": "Bars: people endorsed by the time that is left for the hours they lack.",
    "figures.hours_by_rule.title.none": "No hours are known to be missing",
    "figures.hours_by_rule.title.one": "1 hour of {rule} is still needed",
    "figures.hours_by_rule.title.many": "{hours} of {rule} are still needed",
    "figures.hours_by_rule.title.hidden": "Who has the hours that are asked",
    "figures.hours_by_rule.definition": (
        "Everybody who is endorsed, for each rule that asks for clock hours: enough; short, "
        "whether or not there is time left; cannot tell; or not asked of them now. Each person "
        "counts once on a line, by the gravest finding in all rows. Of two rows of one person the "
        "larger number of missing hours is taken."
    ),
    "figures.hours_by_rule.alt": (
        "Stacked bars: for each rule, people with enough hours, short, and those of whom nobody "
        "can tell."
    ),
    # memberships
    "figures.section.membership": "Memberships",
    "figures.column.membership": "When it ends",
    "figures.membership.ended": "None runs today, or none ran when it had to",
    "figures.membership.end30": "Ends within 30 days",
    "figures.membership.end60": "Ends in 31 to 60 days",
    "figures.membership.end90": "Ends in 61 to 90 days",
    "figures.membership.end_later": "Runs longer than 90 days",
    "figures.membership.end_untold": "Cannot tell",
    "figures.membership.not_asked": "Not asked",
    "figures.membership.soon": "Ended, or ends within 90 days",
    "figures.membership.look": "Ended, ends within 90 days, or cannot tell",
    "figures.membership.fine": "Runs longer than 90 days, or is not asked",
    "figures.membership.short_title.none": (
        "Of {all} nobody's membership is known to end within 90 days"
    ),
    "figures.membership.short_title.one": (
        "Of {all}, 1 membership has ended, ends within 90 days, or is not known"
    ),
    "figures.membership.short_title.many": (
        "Of {all}, {count} memberships have ended, end within 90 days, or are not known"
    ),
    "figures.membership.short_title.hidden": "Memberships by when they end",
    "figures.membership.title.none": "No membership is known to end within 90 days",
    "figures.membership.title.one": "1 membership ends within 90 days",
    "figures.membership.title.many": "{count} memberships end within 90 days",
    "figures.membership.title.hidden": "Memberships by when they end",
    "figures.membership.definition": (
        "Everybody who is endorsed or applies, by the last day of their membership; the last day "
        "still counts. Who stands in several rows counts once, by the one that ends first."
    ),
    "figures.membership.alt": "Bars: people by when their membership ends.",
    # RSC
    "figures.section.rsc": "Reflective supervision and consultation (RSC)",
    "figures.column.providers": "Providers",
    "figures.column.receivers": "People who got RSC from them",
    "figures.column.hours_year": "Hours in the last 12 months",
    "figures.column.status_ends": "Their status ends",
    "figures.column.status.endorsed": "Endorsed",
    "figures.column.status.emerging": "Emerging",
    "figures.column.status.vetted": "Vetted",
    "figures.column.status.over": "No longer",
    "figures.column.status.status_untold": "Cannot tell",
    "figures.rsc.no_category": "No category said",
    "figures.rsc.status90": "Within 90 days",
    "figures.rsc.status180": "In 91 to 180 days",
    "figures.rsc.status365": "In 181 to 365 days",
    "figures.rsc.status_later": "Later than that",
    "figures.rsc.status_open": "No end is known",
    "figures.rsc.status_soon": "Within 180 days",
    "figures.rsc.status_not_soon": "Later than that, or no end is known",
    "figures.rsc.every": "All categories",
    "figures.rsc_providers.title.none": "Of {all} giving RSC none is known to be in good standing",
    "figures.rsc_providers.title.one": "1 of {all} giving RSC is known to be in good standing",
    "figures.rsc_providers.title.many": (
        "{count} of {all} giving RSC are known to be in good standing"
    ),
    "figures.rsc_providers.title.hidden": "Providers of RSC by category and status",
    "figures.rsc_providers.definition": (
        "Everybody who gives RSC: who says so in the roster, stands in a tab of providers, holds a "
        "category that always does, or gave RSC since {start} by the log; people from outside the "
        "roster too. By what they are today. Who holds two categories counts on the line of each "
        "and once in the last line. Whether an hour counts depends on the receiver as well."
    ),
    "figures.rsc_providers.alt": "Stacked bars: providers of RSC by category, split by status.",
    "figures.rsc_receivers.title.none": "Nobody is known to need more RSC",
    "figures.rsc_receivers.title.one": "1 person needs more RSC: {hours}",
    "figures.rsc_receivers.title.many": "{count} people need more RSC: {hours} in all",
    "figures.rsc_receivers.title.hidden": "Who needs RSC",
    "figures.rsc_receivers.definition": (
        "Everybody who is endorsed or applies, by whether they have the RSC that is asked. Who "
        "holds two categories counts on the line of each and once in the last line. Of two rows "
        "of one person, or two rules on RSC, the larger number of missing hours is taken."
    ),
    "figures.rsc_receivers.alt": (
        "Stacked bars: people by category who have enough RSC, are short, or of whom nobody can "
        "tell."
    ),
    "figures.rsc_ending.title.none": "No provider's status is known to end within 180 days",
    "figures.rsc_ending.title.one": (
        "The status of 1 provider ends within 180 days; {hours} of RSC came from them in a year"
    ),
    "figures.rsc_ending.title.many": (
        "The status of {count} providers ends within 180 days; {hours} of RSC came from "
        "them in a year"
    ),
    "figures.rsc_ending.title.hidden": "When the status of providers ends",
    "figures.rsc_ending.definition": (
        "Providers in good standing today, by the last day of it that the book tells. Hours given "
        "up to that day go on counting; later ones will not. The hours that people got from them "
        "in the last 12 months show how many a year will have to be found elsewhere."
    ),
    "figures.rsc_ending.alt": (
        "Bars: hours of RSC received in the last 12 months, by when the provider's status ends."
    ),
    # applicants
    "figures.section.applicants": "Applicants",
    "figures.column.stage": "Stage",
    "figures.column.age3": "Under 3 months",
    "figures.column.age6": "3 to 6 months",
    "figures.column.age12": "6 to 12 months",
    "figures.column.age_over": "12 months or more",
    "figures.column.age_untold": "Not known",
    "figures.applicants.no_stage": "The stage is not known",
    "figures.applicants.every": "All stages",
    "figures.applicants.title.none": (
        "Of {all} applying, nobody is known to have begun 12 months ago or earlier"
    ),
    "figures.applicants.title.one": "Of {all} applying, 1 began 12 months ago or earlier",
    "figures.applicants.title.many": ("Of {all} applying, {count} began 12 months ago or earlier"),
    "figures.applicants.title.hidden": "Applicants by stage",
    "figures.applicants.definition": (
        "Everybody who applies and is not endorsed yet, by the furthest stage that the status or a "
        "date says, and by the time since registration or submission, whichever was first. Each "
        "person counts once."
    ),
    "figures.applicants.alt": "Stacked bars: applicants by stage, split by age of the application.",
    # what cannot be told
    "figures.section.quality": "What cannot be told",
    "figures.column.reason": "Why",
    "figures.column.since": "Since when",
    "figures.column.findings": "Findings",
    "figures.quality.blank": "Something is blank",
    "figures.quality.unreadable": "Something cannot be read",
    "figures.quality.ahead": "Something is dated ahead",
    "figures.quality.two": "Two figures do not agree",
    "figures.quality.twice": "Something may stand there twice",
    "figures.quality.whose": "An entry is for nobody, or for one of several people",
    "figures.quality.decide": "A person has to decide",
    "figures.quality.cell": "Something is blank, cannot be read, or is dated ahead",
    "figures.quality.person": "Something does not agree, or a person has to decide",
    "figures.quality.seen_recent": "For 90 days or less",
    "figures.quality.seen30": "For 30 days or less",
    "figures.quality.seen90": "For 31 to 90 days",
    "figures.quality.seen_over": "For more than 90 days",
    "figures.quality.seen_untold": "Not known",
    "figures.quality.title.none": "Nothing is in doubt for anybody",
    "figures.quality.title.one": "For 1 person something cannot be told",
    "figures.quality.title.many": "For {count} people something cannot be told",
    "figures.quality.title.hidden": "What cannot be told, and why",
    "figures.quality.definition": (
        "Everything that the book leaves in doubt, and the people whom it concerns. Who has doubts "
        "of two kinds counts on the line of each and once in the last line. Entries that belong to "
        "nobody are findings without a person. What cannot be told is never counted as met, nor as "
        "missing."
    ),
    "figures.quality.alt": "Bars: people of whom something cannot be told, by the reason.",
    "figures.quality_age.title.none": "No doubt is known to be older than 90 days",
    "figures.quality_age.title.one": "For 1 person of {all} a doubt is older than 90 days",
    "figures.quality_age.title.many": "For {count} of {all} a doubt is older than 90 days",
    "figures.quality_age.title.hidden": "How long doubts have stood",
    "figures.quality_age.definition": (
        "People of whom something cannot be told, by the day on which a check first found the "
        "oldest of it."
    ),
    # about people
    "figures.section.about": "Where people work, and who they are",
    "figures.column.county": "County",
    "figures.column.discipline": "Discipline",
    "figures.column.race_ethnicity": "Race and ethnicity",
    "figures.about.others": "Others: each fewer than {least} people, or put with them",
    "figures.about.untold": "Not said",
    "figures.about.title.none": "{field}: of {all} endorsed, no group has {least} people or more",
    "figures.about.title.one": "{field}: {label}, 1 of {all} endorsed",
    "figures.about.title.many": "{field}: {label} is the most common, {count} of {all} endorsed",
    "figures.about.title.hidden": "{field}",
    "figures.about.known.none": "{field}: of {all} endorsed, no group has {least} people or more",
    "figures.about.known.one": "{field}: {label}, 1 of {all} endorsed",
    "figures.about.known.many": "{field}: {label}, {count} of {all} endorsed",
    "figures.about.known.hidden": "{field}",
    "figures.about.tied.none": "{field}: of {all} endorsed, no group has {least} people or more",
    "figures.about.tied.one": "{field}: {list}, 1 each of {all} endorsed",
    "figures.about.tied.many": (
        "{field}: {list} are the most common, {count} each of {all} endorsed"
    ),
    "figures.about.tied.hidden": "{field}",
    "figures.about.alike.none": "{field}: of {all} endorsed, no group has {least} people or more",
    "figures.about.alike.one": "{field}: no group of {all} endorsed has more than 1 person",
    "figures.about.alike.many": (
        "{field}: of {all} endorsed, the most common groups have {count} people each"
    ),
    "figures.about.alike.hidden": "{field}",
    "figures.about.nobody": "{field}: not said for anybody of {all} endorsed",
    "figures.about.definition": (
        "Everybody who is endorsed, by the column {field}, as it is typed. Groups of fewer than "
        "{least} people are put together, for everybody who looks at this. Each person counts "
        "once, by the first of their rows that says it."
    ),
    "figures.county.alt": "Bars: people endorsed by county.",
    "figures.discipline.alt": "Bars: people endorsed by discipline.",
    "figures.race_ethnicity.alt": "Bars: people endorsed by race and ethnicity.",
}

BRIEF: Mapping[str, str] = {}
