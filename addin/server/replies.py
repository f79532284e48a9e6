"""What a worker process sends back: a status, and JSON; a refusal is said by the server itself."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import Response

from addin.server.refusals import Refused

_FINE = b"200"


def fine(body: bytes) -> bytes:
    """Pack an answer."""
    return _FINE + body


def refused(status: int, key: str, **facts: object) -> bytes:
    """Pack a refusal."""
    return f"{status}".encode() + json.dumps({"key": key, "facts": facts}).encode()


def refused_in_words(status: int, key: str, text: str) -> bytes:
    """Pack a refusal whose sentence is there already, such as that of an error of ours."""
    return f"{status}".encode() + json.dumps({"key": key, "text": text}).encode()


def unpacked(reply: bytes) -> Response | tuple[int, str, str]:
    """Give the answer to be sent. Raises Refused; a refusal in words is given as it is."""
    if reply[:3] == _FINE:
        return Response(reply[3:], media_type="application/json")
    said: dict[str, Any] = json.loads(reply[3:])
    if "text" in said:
        return int(reply[:3]), said["key"], said["text"]
    raise Refused(int(reply[:3]), said["key"], **said["facts"])
