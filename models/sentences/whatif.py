"""What is said when two runs are compared."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "whatif.same": "Nothing changes for anybody.",
    "whatif.changes": "With another status: {people} of {all}.",
    "whatif.figures": "With the same status, but other rules or figures: {people}.",
    "whatif.hours": "{title}: {after} h needed instead of {before} h ({change}).",
    "whatif.hours_same": "{title}: {after} h needed, as before.",
    "whatif.hidden": (
        "Groups of fewer than {least} people are put together with others, so that nobody can be "
        "recognised, nor worked out by subtraction."
    ),
    "whatif.too_few": "Fewer than {least} people stand in the roster; nothing is shown of them.",
    "whatif.changed": "With another status: {people}.",
    "whatif.changed_hidden": "How many change status is not shown, because the number is small.",
    "whatif.hours_hidden": "Not shown, because few people are concerned: {titles}.",
}

BRIEF: Mapping[str, str] = {}
