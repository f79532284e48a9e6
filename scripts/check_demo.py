"""Holds what `make demo` printed against the sample workbooks and their answer files."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

from demo import ROOT, SAMPLES, STATUSES


def wrong(printed: str) -> list[str]:
    """Give a sentence for each sample whose summary or flagged copy is not as it should be."""
    summary = printed.rpartition("\nSummary\n")[2]
    found = []
    for path in sorted(SAMPLES.glob("*.answers.toml")):
        answers = tomllib.loads(path.read_text(encoding="utf-8"))
        book = answers["book"]
        line = re.search(rf"^{re.escape(book)}: (.*)\n    (.*)$", summary, re.MULTILINE)
        if line is None:
            found.append(f"{book} has no summary.")
            continue
        counted = Counter(person["status"] for person in answers["person"])
        for status, words in STATUSES.items():
            if counted[status] and f"{counted[status]} {words}" not in line[1]:
                found.append(f"{book}: {counted[status]} {words} expected, said is: {line[1]}")
        copy = re.search(r"flagged copy: (\S+)", line[2])
        if copy is not None and not (ROOT / copy[1]).is_file():
            found.append(f"{book}: there is no {copy[1]}.")
        if copy is None and not book.endswith((".ods", ".xls")):
            found.append(f"{book}: no flagged copy is named.")
    return found


if __name__ == "__main__":
    sentences = wrong(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print("\n".join(sentences) or "The demo says what the answer files say.")
    sys.exit(bool(sentences))
