"""How many cases hypothesis tries: a few each time, and at length with the slow tests."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "quick")
FEW = 30

# A slow machine is no broken promise.
settings.register_profile("quick", deadline=None, max_examples=FEW)
settings.register_profile("thorough", deadline=None)
# For `make mutants`: the same few cases each time, and the first that fails will do.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(PROFILE)


def tries(many: int, few: int = FEW) -> int:
    """Give the number of cases for a test that needs so many of them to look at length.

    few: of a test that takes long over each case, so many in the fast suite.
    """
    return min(many, few) if PROFILE == "quick" else many
