"""Being written."""

from __future__ import annotations

from tests.addin.contract.case import Case

CASES: tuple[Case, ...] = ()
