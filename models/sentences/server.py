"""What the server, and the formulas in a Google Sheet that ask it, say when they cannot answer."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "server.token_missing": (
        "This server answers only who knows its token. Send it with the request: "
        "Authorization: Bearer, and the token."
    ),
    "server.token_wrong": (
        "The token is not the one of this server. Look again at the token that "
        '"rostercheck serve" keeps.'
    ),
    "server.too_many_wrong": (
        "Too many wrong tokens came from here. Try again in {seconds} seconds."
    ),
    "server.too_many": "Too many requests at once. Try again in {seconds} seconds.",
    "server.too_large": (
        "This is too much at once: more than {megabytes} MB. Take a smaller range, such as A1:K400."
    ),
    "server.too_slow": "The request did not come in within {seconds} seconds. Send it again.",
    "server.took_too_long": (
        "This took longer than {seconds} seconds and was stopped. Take a smaller range."
    ),
    "server.busy": "The server has too much to do just now. Try again in {seconds} seconds.",
    "server.not_json": "The request is not JSON that this server understands.",
    "server.malformed": "The request does not fit: {where}: {why}.",
    "server.no_such_page": "There is nothing at this address of the server.",
    "server.wrong_method": "This address of the server is not asked in this way.",
    "server.failed": (
        "Something went wrong in Rostercheck itself, and nothing was changed. Whoever looks after "
        "the server finds it in its log under {number}."
    ),
    "server.ended": "The answer broke off. Try again; if it happens again, take a smaller range.",
    "server.sheet_unknown": (
        "This sheet is not in the rostercheck.toml of the server, so it is not touched. Whoever "
        "looks after the server types: rostercheck init {link}"
    ),
    "server.sheet_goes_on": (
        "The check takes longer than {seconds} seconds and goes on. Look at the sheet again in a "
        "few minutes."
    ),
    "server.sheet_busy": "Another check is at work just now. Try again in a minute.",
    "server.no_person_here": (
        "Nobody of the list stands in row {row} of the tab {sheet}. Click into the row of the "
        "person first."
    ),
}

BRIEF: Mapping[str, str] = {}
