"""What all tests share: how hypothesis looks for cases that break a promise."""

from __future__ import annotations

from hypothesis import settings

# A slow machine is no broken promise.
settings.register_profile("rostercheck", deadline=None)
settings.load_profile("rostercheck")
