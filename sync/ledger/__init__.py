"""What the service remembers: runs, findings, edits, notices, waivers, mappings, and who works now.

SQLite in a file by default; PostgreSQL by URL.
"""

from __future__ import annotations

from sync.ledger.opening import Ledger, open_ledger

__all__ = ["Ledger", "open_ledger"]
