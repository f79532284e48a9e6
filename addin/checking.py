"""Being written."""

from __future__ import annotations

from addin.errors import AddinError
from addin.registry import Answers


def check(*_arguments: object) -> Answers:
    """Say that the answer is still to come."""
    raise AddinError("This formula is not ready yet.")


def status(*_arguments: object) -> Answers:
    """Say that the answer is still to come."""
    raise AddinError("This formula is not ready yet.")


def missing(*_arguments: object) -> Answers:
    """Say that the answer is still to come."""
    raise AddinError("This formula is not ready yet.")


def due(*_arguments: object) -> Answers:
    """Say that the answer is still to come."""
    raise AddinError("This formula is not ready yet.")
