"""`rostercheck packs` and `rostercheck schema`: what ships."""

from __future__ import annotations

import json

from models.layering import load_pack, shipped
from sync.reports.schema import Report


def run_packs() -> None:
    """List the packs, each with its summary."""
    for pack_id in shipped():
        pack = load_pack(pack_id)
        print(f"{pack_id}: {pack.name}, version {pack.version}\n  {pack.file.summary}")


def run_schema() -> None:
    """Print the JSON schema of a report."""
    print(json.dumps(Report.model_json_schema(), indent=2))
