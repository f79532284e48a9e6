"""The Dashboard tab in a Google Sheet: native charts that stay where she puts them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import run  # noqa: F401 - a fixture
from tests.google.desk import Desk, make_desk, state, write_key
from tests.google_server.world import Sheet

HEAD = [
    "Member ID", "Full Name", "Category", "Status", "Date endorsed", "Membership expires",
    "Training hrs", "RSC hrs", "County",
]  # fmt: skip


def members(short: int) -> list[list[object]]:
    """Twelve endorsed people, some of them short of hours."""
    return [HEAD] + [
        [f"W-{at}", f"Person Number{at}", "IFS", "endorsed", "2020-05-01", "2027-12-31",
         3 if at < short else 15, 12, "Dane"]
        for at in range(12)
    ]  # fmt: skip


WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--dashboard", "--as-of")


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    """A sheet, and a login that the environment names."""
    desk = make_desk({"Members": members(7)})
    monkeypatch.setenv("ROSTERCHECK_GOOGLE_KEY", str(write_key(tmp_path, desk.key)))
    return desk


def tab(desk: Desk, title: str = "Dashboard") -> Sheet:
    return next(sheet for sheet in desk.person.book.sheets if sheet.title == title)


def chart(desk: Desk, title: str) -> dict[str, Any]:
    return next(one for one in tab(desk).charts if title in one["spec"]["title"])


def shown(desk: Desk, grid: dict[str, Any]) -> list[object]:
    """What stands in the cells of a range."""
    sheet = next(s for s in desk.person.book.sheets if s.sheet_id == grid["sheetId"])
    found = []
    for row in range(grid["startRowIndex"], grid["endRowIndex"]):
        typed = sheet.cell(row, grid["startColumnIndex"]).get("userEnteredValue", {})
        found.append(next(iter(typed.values()), None))
    return found


def source(one: dict[str, Any], name: str) -> dict[str, Any]:
    (grid,) = one[name]["sourceRange"]["sources"]
    return grid


def check_charts(desk: Desk) -> None:
    """Every chart takes names and numbers from the cells that say so."""
    for one in tab(desk).charts:
        basic = one["spec"]["basicChart"]
        names = shown(desk, source(basic["domains"][0], "domain"))
        assert all(isinstance(name, str) for name in names), one["spec"]["title"]
        for series in basic["series"]:
            head, *numbers = shown(desk, source(series, "series"))
            assert isinstance(head, str)
            assert len(numbers) == len(names) - 1
            assert all(isinstance(number, int | float) for number in numbers)


def test_check_puts_charts_and_clear_takes_them_off(run, desk) -> None:  # noqa: F811
    """A tab with charts of its own cells, a hidden column of keys; then the sheet as it was."""
    before = state(desk.person)
    assert run("check", desk.link, *WORDS, "2026-11-22").err == ""
    charts = tab(desk).charts
    assert len(charts) >= 6
    assert all(one["spec"]["altText"] for one in charts)
    assert "7 of 12 people endorsed are short of hours, with 39 days left" in {
        one["spec"]["title"] for one in charts
    }
    check_charts(desk)
    assert [at for at, props in enumerate(tab(desk).column_props) if props.get("hiddenByUser")] == [
        16
    ]
    assert "nothing has changed" in run("check", desk.link, *WORDS, "2026-11-22").out
    run("clear", desk.link)
    assert state(desk.person) == before


def test_a_moved_and_restyled_chart_stays(run, desk) -> None:  # noqa: F811
    """Next month: new numbers and a new title, where she put it and in her colours."""
    run("check", desk.link, *WORDS, "2026-11-22")
    moved, titled = chart(desk, "short of hours"), chart(desk, "in the roster")
    place = {"anchorCell": {"sheetId": tab(desk).sheet_id, "rowIndex": 2, "columnIndex": 20}}
    moved["position"] = {"overlayPosition": {**place, "widthPixels": 333}}
    moved["spec"]["basicChart"]["series"][0]["colorStyle"] = {"rgbColor": {"red": 1}}
    moved["spec"]["backgroundColorStyle"] = {"rgbColor": {"green": 1}}
    titled["spec"]["title"] = "My own words"
    desk.person.fill_in(members(5), "Members")
    run("check", desk.link, *WORDS, "2026-12-01")
    after = chart(desk, "5 of 12 people endorsed are short of hours, with 30 days left")
    assert after["chartId"] == moved["chartId"]
    assert after["position"]["overlayPosition"]["widthPixels"] == 333
    assert after["spec"]["basicChart"]["series"][0]["colorStyle"] == {"rgbColor": {"red": 1}}
    assert after["spec"]["backgroundColorStyle"] == {"rgbColor": {"green": 1}}
    assert chart(desk, "My own words")["chartId"] == titled["chartId"]
    check_charts(desk)


def test_her_looks_and_words_stay_with_their_rows(run, desk) -> None:  # noqa: F811
    """Lines come and go above; her colour and her words behind the keys go along."""
    run("check", desk.link, *WORDS, "2026-11-22")
    sheet = tab(desk)
    keys = [str(v or "") for v in shown(desk, _column(sheet, 16))]
    row = keys.index("quality.head") if "quality.head" in keys else keys.index("county.head")
    key = keys[row]
    look = {"backgroundColorStyle": {"rgbColor": {"blue": 1}}}
    sheet.put(row, 0, {**sheet.cell(row, 0), "userEnteredFormat": look})
    sheet.put(row, 17, {"userEnteredValue": {"stringValue": "ask Jo"}})
    rows = members(7)
    rows[1][3], rows[2][3], rows[3][2] = "inactive", "lapsed", "IMHS"
    desk.person.fill_in(rows, "Members")
    run("check", desk.link, *WORDS, "2026-12-01")
    sheet = tab(desk)
    keys = [str(v or "") for v in shown(desk, _column(sheet, 16))]
    assert "left.head" in keys
    assert keys.index(key) > row
    hers = sheet.cell(keys.index(key), 0)["userEnteredFormat"]
    assert hers["backgroundColorStyle"] == look["backgroundColorStyle"]
    assert sheet.cell(keys.index(key), 17)["userEnteredValue"] == {"stringValue": "ask Jo"}
    head = sheet.cell(keys.index("left.head"), 0)["userEnteredFormat"]
    assert head["textFormat"] == {"bold": True}
    check_charts(desk)


def test_words_in_a_row_that_goes_are_kept_below(run, desk) -> None:  # noqa: F811
    """A table goes with the last person in it; what she wrote beside it does not."""
    rows = members(7)
    rows[1][3] = "lapsed"
    desk.person.fill_in(rows, "Members")
    run("check", desk.link, *WORDS, "2026-11-22")
    sheet = tab(desk)
    row = shown(desk, _column(sheet, 16)).index("left.total")
    sheet.put(row, 18, {"userEnteredValue": {"stringValue": "called in May"}})
    desk.person.fill_in(members(7), "Members")
    run("check", desk.link, *WORDS, "2026-12-01")
    sheet = tab(desk)
    assert "left.total" not in shown(desk, _column(sheet, 16))
    words = shown(desk, _column(sheet, 18))
    assert "called in May" in words
    assert words.index("called in May") >= len([k for k in shown(desk, _column(sheet, 16)) if k])


def _column(sheet: Sheet, column: int) -> dict[str, Any]:
    return {
        "sheetId": sheet.sheet_id, "startRowIndex": 0, "endRowIndex": sheet.row_count,
        "startColumnIndex": column,
    }  # fmt: skip


def test_a_renamed_tab_and_a_chart_of_hers(run, desk) -> None:  # noqa: F811
    """The tab is known by its title in A1; a chart that she made there is not touched."""
    run("check", desk.link, *WORDS, "2026-11-22")
    sheet = tab(desk)
    sheet.title = "Numbers"
    hers = {"chartId": 7, "spec": {"title": "Hers", "pieChart": {}}, "position": {}}
    sheet.charts.append(dict(hers))
    gone = next(one for one in sheet.charts if "short of hours" in one["spec"]["title"])
    sheet.charts.remove(gone)
    run("check", desk.link, *WORDS, "2026-12-01")
    titles = [one.title for one in desk.person.book.sheets]
    assert "Numbers" in titles
    assert "Dashboard" not in titles
    charts = tab(desk, "Numbers").charts
    assert hers in charts
    assert gone["chartId"] in {one["chartId"] for one in charts}, "a deleted chart comes back"
