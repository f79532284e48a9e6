"""Makes every sample workbook and its answer file: `python -m sample_workbooks [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from sample_workbooks import (
    applicants,
    florida,
    iowa,
    nebraska,
    providers,
    readme,
    small_totals,
    three_year,
    virginia,
    wisconsin_full,
)

MODULES = (
    small_totals,
    wisconsin_full,
    three_year,
    applicants,
    virginia,
    florida,
    nebraska,
    iowa,
    providers,
)


def main(arguments: list[str]) -> None:
    """Write everything into the folder that is given, else beside this script."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    everything = [answers for module in MODULES for answers in module.make(folder)]
    for answers in everything:
        answers.save(folder)
    readme.write(folder, everything)


if __name__ == "__main__":
    main(sys.argv[1:])
