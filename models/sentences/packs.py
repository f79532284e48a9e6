"""What is said of a rule pack that is checked: each sentence names the place before it."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # what does not load
    "pack.toml": "this is not TOML: {problem}.",
    "pack.shape": "{what} has to be {wanted}, not {found}.",
    "pack.no_key": "a [[{what}]] has no {key}; every one needs its own.",
    "pack.unknown_key": "there is no key {key!r} here.{near}",
    "pack.missing": "{key} is missing.",
    "pack.word": "{word!r} cannot stand here. It can be {words}.",
    "pack.kind": "there is no kind of requirement {word!r}.{near}",
    "pack.value": "{value} does not fit: {problem}.",
    # what contradicts itself
    "pack.no_source": "no source {key!r} is declared. Add [source.{key}] with title and where.",
    "pack.no_category": "no category {scope!r} is declared.{near}",
    "pack.no_topic": "no topic {topic!r} is declared.{near}",
    "pack.no_column": "there is no column {column!r} that a roster could have.{near}",
    "pack.backwards": "a value ends before it begins ({since} to {until}).",
    "pack.at_once": "two values are in force at once{span}{whom}. End the first one sooner.",
    "pack.nothing": "{value} asks for nothing; leave it out.",
    "pack.twice": "{what} {id} stands twice.",
    "pack.two_meanings": (
        '"{word}" means two things: {one} and {other}. Take it away from one of them.'
    ),
    "pack.no_requirement": "there is no requirement {id!r} to relieve anybody of.{near}",
    "pack.relief_more": "the relief asks for {value}, which is more than the {need} without it.",
    # cycles
    "pack.no_cycle": "there is no [[cycle]], so nothing is ever due.",
    "pack.cycle_ends": "the last [[cycle]] ends; leave out last_deadline so that it goes on.",
    "pack.cycle_goes_on": (
        "this [[cycle]] has no last_deadline, so the one after it never begins."
    ),
    "pack.cycle_backwards": "the last deadline ({last}) is before the first ({first}).",
    "pack.cycle_overlaps": (
        "this run begins on {first}, but the one before it ends on {last}. Put them in order."
    ),
    "pack.cycle_hole": (
        "between {last} and {start} there is no deadline: the run before ends, and this one's "
        "first cycle begins later."
    ),
    "pack.cycle_step": (
        "{last} is no deadline of this run, which goes by {years} years from {first}. "
        "The last one is {real}."
    ),
    "pack.removal": (
        "the name comes off the registry on {removal}, before the grace ends on {grace}."
    ),
    # what nobody could meet
    "pack.too_many_hours": (
        "{need} hours cannot be met: {days} days have at most {most} hours, at {day} a day."
    ),
    "pack.part_over_whole": (
        "{need} hours of {title}{whom} are more than the {whole} hours of {whole_title} that they "
        "are part of."
    ),
    "pack.parts_over_whole": (
        "the parts ({parts}) add up to {sum} hours{whom}, more than the {whole} hours of "
        "{whole_title} that they are part of."
    ),
    "pack.span": "at least {low} months and at most {high} cannot both hold.",
    "pack.span_long": "{need} months cannot be met: only {most} months are looked at.",
    "pack.about_over_whole": "{need} hours about RSC given are more than the {whole} hours asked.",
    "pack.clock_warn": "the warning comes {warn} days before the end, but only {need} {unit} pass.",
    "pack.pass_mark": "a pass mark of {value} per cent cannot be reached.",
    "pack.too_many_roles": "{roles} roles are asked of {need} ratings.",
    # what never comes to anything
    "pack.never_due": ("what holds{span} touches no renewal deadline, so it is never asked."),
    "pack.never_in_phase": "no status puts anybody in the phase {phase!r}, so it is never asked.",
    "pack.shadowed": "{one} can never matter: {other} already allows more.",
    "pack.never_cited": "the source {key!r} is declared but never cited.",
    "pack.case": 'the worked case "{say}" comes out otherwise: {how}',
    "pack.case_unknown": 'the worked case "{say}" cannot be read: {problem}',
}

BRIEF: Mapping[str, str] = {}
