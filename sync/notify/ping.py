"""The ping at the end of a night. Who watches the address notices when it stays away."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from sync.errors import NoticeError
from sync.secrets import reveal
from sync.service_config import PingConfig

TRIES = 3


def ping(config: PingConfig, folder: Path, *, good: bool) -> bool:
    """Call the address for a good night, or the one for a failed night; give whether one was.

    Raises NoticeError where it does not answer, SecretError where the address is not there.
    """
    address = config.url if good else config.failed
    if address is None:
        return False
    url = reveal(address, folder)
    host = urlsplit(url).hostname or ""
    if urlsplit(url).scheme not in {"http", "https"} or not host:
        raise NoticeError("The address of the ping has to begin with https:// or http://.")
    said = ""
    for _ in range(TRIES):
        said = _call(url, config.seconds)
        if not said:
            return True
    raise NoticeError(f"The ping to {host} did not get through: {said}.")


def _call(url: str, seconds: float) -> str:
    """Call an address; give what went wrong, or nothing."""
    request = urllib.request.Request(url, headers={"User-Agent": "rostercheck"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310 - checked above
            answer.read(1024)
    except urllib.error.HTTPError as error:
        with error:
            return f"it answered {error.code}"
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        return str(reason).lower() or "no answer"
    return ""
