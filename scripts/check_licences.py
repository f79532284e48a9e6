"""Says whether everything that the program needs at run time has a licence that we may ship with.

Ours are MIT, BSD, Apache and PSF; looked at is what is installed, with all that it needs in turn.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement

ALLOWED = re.compile(r"\b(MIT|BSD|Apache|PSF|Python Software Foundation)\b", re.IGNORECASE)
EXCEPTIONS = {
    "shellingham": "ISC, as free as BSD; Typer brings it along",
    "certifi": "MPL 2.0; a list of certificates, used as it is; gspread's requests brings it along",
}
OTHER = re.compile(r"\b(GPL|AGPL|LGPL|MPL|Mozilla|GNU|EUPL|proprietary)\b", re.IGNORECASE)


def needed(name: str) -> dict[str, Distribution]:
    """Give the distributions that one needs, with all that these need, by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found[one] = distribution(one)
        for line in found[one].requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name.lower().replace("_", "-"))
    del found[name]
    return found


def licence(one: Distribution) -> str:
    """Give the licence as the package states it, in a few words."""
    about = one.metadata
    classifiers = about.get_all("Classifier") or []
    from_classifiers = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License ::")]
    said = [about.get("License-Expression"), *from_classifiers, about.get("License")]
    first = next((text for text in said if text and text.strip()), "not stated")
    return str(first).strip().splitlines()[0][:60]


def main() -> int:
    """Print one line a package; give 1 when one of them does not fit."""
    try:
        packages = needed("rostercheck")
    except PackageNotFoundError as error:
        print(f"{error.name} is not installed here. Run make test first.")
        return 1
    unfit = 0
    for name, one in sorted(packages.items()):
        said = licence(one)
        fits = (bool(ALLOWED.search(said)) and not OTHER.search(said)) or name in EXCEPTIONS
        unfit += not fits
        why = f" ({EXCEPTIONS[name]})" if name in EXCEPTIONS else ""
        print(f"{'  ' if fits else '! '}{name} {one.version}: {said}{why}")
    return 1 if unfit else 0


if __name__ == "__main__":
    sys.exit(main())
