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
        'looks after the server adds it with "rostercheck init {link}".'
    ),
    "server.sheet_goes_on": (
        "The check takes longer than {seconds} seconds and goes on. Look at the sheet again in a "
        "few minutes."
    ),
    "server.this_sheet": "this sheet",
    "server.sheet_busy": "Another check is at work just now. Try again in a minute.",
    "server.no_person_here": (
        "Nobody of the list stands in row {row} of the tab {sheet}. Click into the row of the "
        "person first."
    ),
    # in the Apps Script of a Google Sheet
    "google.answer": "the answer, or a sentence that says why there is none.",
    "google.failed": "Rostercheck could not answer: {why}",
    "google.not_ours": (
        "What answered is not Rostercheck. Click Rostercheck, Connect, and type its address again."
    ),
    "google.not_connected": (
        "This sheet is not connected to Rostercheck yet. Click Rostercheck, Connect."
    ),
    "google.unreachable": (
        "Rostercheck does not answer at {address}. Is the computer on which it runs switched on?"
    ),
    "google.token_refused": (
        "Rostercheck does not take the token of this sheet. Click Rostercheck, Connect, and paste "
        "the token again."
    ),
    "google.too_large": "This is too much at once. Take a smaller range, such as A1:K400.",
    "google.status": "Rostercheck could not answer (status {status}). Try again in a minute.",
    "google.menu_check": "Check now",
    "google.menu_explain": "Explain this row",
    "google.menu_gaps": "Gap list",
    "google.menu_clear": "Clear marks",
    "google.menu_connect": "Connect …",
    "google.clear_sure": (
        "Take everything off this sheet that Rostercheck wrote? Your own words and colours stay."
    ),
    "google.connect_address": (
        "The address of your Rostercheck server. Leave it blank to keep: {address}"
    ),
    "google.connect_token": (
        "Its token. It is kept with this sheet; who may edit the sheet can find it."
    ),
    "google.connect_https": (
        "The address of the server has to begin with https://, because members' data goes there. "
        "Nothing was sent or changed."
    ),
    "google.connect_nothing": "No token was typed. Nothing was changed.",
    "google.connect_well": "Rostercheck answers. The formulas can be used now.",
    "google.working.check": "Checking this sheet …",
    "google.working.gaps": "Looking for gaps …",
    "google.working.explain": "Looking at this row …",
    "google.working.clear": "Taking off the marks …",
    "google.gaps_none": "Nothing to flag.",
    "google.gaps_shown": "{shown} of {all} shown",
    "google.gaps_more": "{number} more stand in the Gaps tab.",
    "google.find": "Find a name or a word",
    "google.everything": "Everything",
    "google.next_step": "Next step: {step}",
    "google.cell_gone": "The tab {sheet} is not there any more. Click Check now.",
}

BRIEF: Mapping[str, str] = {}
