"""Writes the generated parts of the pages, and the printed commands, anew; or checks them.

Generated parts stand between cog's marks; the code is in `scripts/pages/`. A block marked `console`
holds commands (`$ rostercheck ...`) with what they print: they are run, one after the other, in a
folder with copies of the sample workbooks. `console head=12` keeps the first 12 lines, `tail=3`
the last 3.
"""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from cogapp import Cog  # noqa: E402 - after the path is set
from console import with_real_output  # noqa: E402


def pages() -> list[Path]:
    """Give the pages that may hold something generated."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def written(page: Path) -> str:
    """Give a page as it should be."""
    text = page.read_text(encoding="utf-8")
    if "[[[cog" in text:
        cog = Cog()
        cog.options.include_path = [str(ROOT / "scripts")]
        text = cog.process_string(text, fname=str(page))
    return with_real_output(text)


def main() -> int:
    """Write the pages; with --check, only show what is not in step, and give 1 if anything."""
    checking = "--check" in sys.argv[1:]
    stale = []
    for page in pages():
        before, after = page.read_text(encoding="utf-8"), written(page)
        if before == after:
            continue
        name = page.relative_to(ROOT).as_posix()
        stale.append(name)
        if checking:
            lines = difflib.unified_diff(
                before.splitlines(), after.splitlines(), name, "as it should be", lineterm=""
            )
            print("\n".join(lines))
        else:
            page.write_text(after, encoding="utf-8", newline="\n")
            print(f"Written anew: {name}")
    if not stale:
        print("Every page is in step.")
    elif checking:
        print(f'Not in step: {", ".join(stale)}. Run "make docs".')
    return 1 if checking and stale else 0


if __name__ == "__main__":
    sys.exit(main())
