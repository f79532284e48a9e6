"""The log of the server: JSON, one line an event. Never a cell, a name, an address or a token."""

from __future__ import annotations

import sys
from typing import Any, TextIO

import structlog


def log_to(stream: TextIO) -> Any:
    """Give a log that writes to a stream."""
    return structlog.wrap_logger(
        structlog.PrintLogger(stream),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
    )


def log_to_stderr() -> Any:
    """Give the usual log."""
    return log_to(sys.stderr)
