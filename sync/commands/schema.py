"""`rostercheck schema`: the published forms of reports."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import BaseModel

from sync.registry.files import RegistryReport
from sync.reports.forecast import ForecastReport
from sync.reports.schema import Report
from sync.reports.suggest import SuggestReport
from sync.reports.whatif import CountsReport, WhatIfReport


def run_schema(of: str = "check") -> None:
    """Print the JSON schema of what a command prints with --format json."""
    reports: Mapping[str, type[BaseModel]] = {
        "check": Report,
        "forecast": ForecastReport,
        "suggest": SuggestReport,
        "what-if": WhatIfReport,
        "what-if-counts": CountsReport,
        "registry": RegistryReport,
    }
    print(json.dumps(reports[of].model_json_schema(), indent=2))
