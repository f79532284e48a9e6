"""Run the server by itself: `python -m tests.google_server --port 8080`."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from tests.google_server.http import Call, Fault, GoogleServer
from tests.google_server.keys import PERSON, oauth_client, service_account


def main() -> None:
    """Listen on loopback until interrupted; print the URL first."""
    words = argparse.ArgumentParser(prog="python -m tests.google_server", description=__doc__)
    words.add_argument("--port", type=int, default=0, help="0: any that is free")
    words.add_argument("--latency", type=float, default=0.0, help="seconds before each reply")
    words.add_argument(
        "--fault", action="append", default=[], metavar="STATUS[:TIMES[:applied]]",
        help="answer the first calls to Sheets with this status; 0 cuts the connection; "
        "applied: after what was asked for has been made",
    )  # fmt: skip
    words.add_argument("--no-auth", action="store_true", help="ask for no token")
    words.add_argument("--key", type=Path, help="write the key of a service account to this file")
    words.add_argument("--client", type=Path, help="write an OAuth desktop client to this file")
    given = words.parse_args()
    server = GoogleServer(port=given.port, latency=given.latency, auth=not given.no_auth)
    for text in given.fault:
        status, times, how, *_ = [*text.split(":"), "", ""]
        applied = how == "applied"
        server.faults.append(Fault(int(times or 1), int(status), applied=applied, when=_sheets))
    client = oauth_client(server)
    if given.client:
        given.client.write_text(json.dumps(client))
    key = service_account(server)
    if given.key:
        given.key.write_text(json.dumps(key))
    if given.no_auth:  # whoever asks without a token is a person, who may have files
        server.world.logins = {PERSON: server.world.logins[PERSON], **server.world.logins}
    with server:
        print(server.url, flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return


def _sheets(call: Call) -> bool:
    return call.api == "sheets"


if __name__ == "__main__":
    main()
