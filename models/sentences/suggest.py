"""What is said of a category that may fit: reasons, doubts and questions; never a verdict."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "suggest.role": 'The work was given as "{role}", which belongs to this category.',
    "suggest.role_not": 'The work was given as "{role}", which points elsewhere.',
    "suggest.role_word": 'The role says "{word}".',
    "suggest.gives_rsc": "This category is for people who give RSC, and this person does.",
    "suggest.gives_no_rsc": "This category is for people who give RSC; this person does not.",
    "suggest.gives_too": (
        "This person gives RSC; besides this category, look at one for people who give it."
    ),
    "suggest.on_top": "It is added to {categories}; one of them has to be held first.",
    "suggest.on_top_held": "It is added to {held}, which this person holds.",
    "suggest.age": "With children {age}, the code is {code}.",
    "suggest.age_not": "This association does not endorse work with children {age}.",
    "suggest.met": "What is known so far appears to meet: {list}.",
    "suggest.nothing_known": "Nothing that was said speaks for this category or against it.",
    "suggest.role_unknown": (
        "What the work is was not said, or no pack of rules knows the word. Say it with --role."
    ),
}

BRIEF: Mapping[str, str] = {}
