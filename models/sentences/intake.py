"""Sentences about what stands in the logs and tabs."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "log.group_differs": (
        "{hours} hours in the group of {who} on {day}, but {others} for others in the same group."
    ),
}

BRIEF: Mapping[str, str] = {
    "log.group_differs": "{hours} h in a group on {day}; others have other hours",
}
