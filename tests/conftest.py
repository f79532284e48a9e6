"""What all tests share: how hypothesis looks for cases that break a promise."""

from __future__ import annotations

import os

from hypothesis import Phase, settings

# A slow machine is no broken promise. CI looks at length, who works on the program looks often.
settings.register_profile("thorough", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=30)
# For `make mutants`: the same few cases each time, and the first that fails will do.
settings.register_profile(
    "mutants",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
)
USUAL = "thorough" if os.environ.get("CI") else "quick"
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", USUAL))
