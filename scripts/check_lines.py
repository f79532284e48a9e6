"""Says which file has grown too long: no module over 500 lines, tests and benchmarks apart."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 500
FOLDERS = ("models", "sync", "sample_workbooks", "scripts")


def too_long() -> list[str]:
    """Give a sentence for each file that is too long."""
    found = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > LONGEST:
                name = path.relative_to(ROOT).as_posix()
                found.append(f"{name} has {lines} lines; {LONGEST} are the most. Split it.")
    return found


if __name__ == "__main__":
    sentences = too_long()
    print("\n".join(sentences) or f"No file is longer than {LONGEST} lines.")
    sys.exit(bool(sentences))
