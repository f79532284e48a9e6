"""What all tests share: hypothesis is told how long to look, before any test is made."""

from __future__ import annotations

from tests import examples

__all__ = ["examples"]
