"""A loopback server that speaks the part of Google's Sheets v4 and Drive v3 API that we use.

It keeps everything in memory, is talked to over real sockets, and behaves as the real API does in
what a program may ask and in what a person may do at the same time. `python -m tests.google_server`
runs it by itself; in tests, `GoogleServer` is started and stopped, and `Person` works in its
sheets.
"""

from __future__ import annotations

from tests.google_server.http import Call, GoogleServer
from tests.google_server.people import Person
from tests.google_server.world import World

__all__ = ["Call", "GoogleServer", "Person", "World"]
