"""Adds up the JUnit reports of several pytest runs: "812 passed, 0 failed, 3 skipped"."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def counted(reports: list[Path]) -> tuple[int, int, int]:
    """Give how many tests passed, failed (errors too), and were skipped."""
    total = failed = skipped = 0
    for path in reports:
        for suite in ET.parse(path).iter("testsuite"):  # noqa: S314 - written by our own pytest
            total += int(suite.get("tests", 0))
            failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped += int(suite.get("skipped", 0))
    return total - failed - skipped, failed, skipped


if __name__ == "__main__":
    passed, failures, left_out = counted([Path(name) for name in sys.argv[1:]])
    print(f"{passed} passed, {failures} failed, {left_out} skipped")
