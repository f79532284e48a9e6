"""The error of a formula; its text is what stands in the cell."""

from __future__ import annotations

from models.errors import RostercheckError


class AddinError(RostercheckError):
    """Something in the arguments of a formula that she can mend: where, what, and what to do."""


class HostMissing(RostercheckError):
    """A spreadsheet program, or what connects it, is not there or cannot do what is asked."""
