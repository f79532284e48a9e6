"""`rostercheck addin settings`: what the config says, for the formulas of the same workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from addin.functions import answer
from sync.books import open_book

CONFIG = """\
[[book]]
path = "members.xlsx"
pack = "{pack}"
date_order = "mdy"
language = "es"

[[book.table]]
sheet = "Members"
kind = "roster"

[book.table.columns]
"Member ID" = "person_id"
"Full Name" = "name"
"Category" = "category"
"Date endorsed" = "endorsed"
"Training hrs" = "training_hours"
"""
OF_HER_OWN = 'schema = 1\nid = "ours"\nextends = "wisconsin"\nname = "Ours"\nversion = "1"\n'


def test_the_printed_settings_judge_as_the_config_does(run, members: Path) -> None:
    """Pasted into the sheet, they make a formula read and judge what the check reads and judges."""
    members.with_name("rostercheck.toml").write_text(CONFIG.format(pack="wisconsin"))
    printed = run("addin", "settings", members)
    assert printed.code == 0
    block = [line.split("\t") for line in printed.out.splitlines()]
    assert block[:4] == [
        ["rules", "wisconsin"], ["date order", "mdy"], ["language", "es"],
        ["other columns", "not read"],
    ]  # fmt: skip
    assert ["Training hrs", "training_hours", "roster"] in block
    (sheet,) = open_book(members).read().sheets
    by_formula = answer(
        "ROSTER_MISSING", [sheet.rows, None, None, "2026-11-22", block], date(2001, 1, 1)
    )
    checked = run("check", members, "--as-of", "2026-11-22", "--format", "csv", "--dry-run")
    assert [line[0] for line in by_formula[3:5]] == ["", "• capacitación: 11 de 15 h"]
    assert checked.out.count("renewal.") == 1


def test_without_a_config_they_are_the_national_rules(run, members: Path) -> None:
    """Nothing is made up for a workbook of which no config says anything."""
    assert run("addin", "settings", members).out.splitlines() == ["rules\tnational", "language\ten"]


def test_a_workbook_that_is_not_there_is_told_of(run, members: Path) -> None:
    """A slip in the name gives no block that says the national rules hold."""
    done = run("addin", "settings", members.with_name("membres.xlsx"))
    assert (done.code, done.out) == (2, "")
    assert "There is no file" in done.err


def test_rules_of_her_own_are_refused_in_a_sentence(run, members: Path) -> None:
    """Formulas know the rules that ship; nobody is judged by others without being told."""
    members.with_name("ours.toml").write_text(OF_HER_OWN)
    members.with_name("rostercheck.toml").write_text(CONFIG.format(pack="ours.toml"))
    refused = run("addin", "settings", members)
    assert refused.code == 2
    assert "Formulas know the rules that ship" in refused.err
