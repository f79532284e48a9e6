"""Prints the cases as JSON, for hosts that are tried in another language."""

from __future__ import annotations

import json

from tests.addin.contract import CASES

print(json.dumps([case._asdict() for case in CASES], ensure_ascii=False, indent=1))
