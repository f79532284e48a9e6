"""The root of every error that a user can meet. Messages are written for a coordinator."""

from __future__ import annotations


class RostercheckError(Exception):
    """Something a user can mend; the message says where, what, and what to do."""


class PackError(RostercheckError):
    """A rule pack does not load; the message names the pack, the place, and what is wrong."""
