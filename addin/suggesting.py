"""Being written."""

from __future__ import annotations

from addin.errors import AddinError
from addin.registry import Answers


def suggest(*_arguments: object) -> Answers:
    """Say that the answer is still to come."""
    raise AddinError("This formula is not ready yet.")
