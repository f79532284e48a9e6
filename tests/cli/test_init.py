"""`rostercheck init`: agree on what the columns mean, and remember it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl

from tests.cli.conftest import FINE, SHORT, make

AS_OF = ("--as-of", "2026-11-22")


def config(folder: Path):
    return tomllib.loads((folder / "rostercheck.toml").read_text(encoding="utf-8"))


def odd(path: Path) -> Path:
    """Make a workbook with one column that is not sure."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Category", "Endorsed", "Memb. expiry dt", "Shirt"])
    sheet.append(["Ana Ruiz", "IFS", "3/25/2020", "12/31/2026", "M"])
    book.save(path)
    return path


def test_yes_takes_what_is_sure_and_says_the_rest_aloud(run, tmp_path) -> None:
    """With --yes nothing is asked; an unsure column is left out and named, with how to add it."""
    path = odd(tmp_path / "odd.xlsx")
    result = run("init", path, "--yes", "--pack", "wisconsin")
    (book,) = config(tmp_path)["book"]
    assert result.code == 0
    assert book["table"][0]["columns"] == {
        "Name": "name",
        "Category": "category",
        "Endorsed": "endorsed",
    }
    assert 'Left out: "Memb. expiry dt" may be membership expires' in result.out
    assert '"Shirt" -> not read' in result.out


def test_an_unsure_column_is_asked_about(run, tmp_path) -> None:
    """Without --yes she is asked about the unsure column only, with sample values."""
    path = odd(tmp_path / "odd.xlsx")
    result = run("init", path, "--pack", "wisconsin", typed="1\ny\n")
    (book,) = config(tmp_path)["book"]
    assert book["table"][0]["columns"]["Memb. expiry dt"] == "membership_expires"
    assert 'What is "Memb. expiry dt"?   e.g. 12/31/2026' in result.out
    assert result.out.count("What is") == 1


def test_a_field_may_be_named_and_nonsense_is_asked_again(run, tmp_path) -> None:
    """A field's name is an answer too; an unknown one is asked again with the fields there are."""
    path = odd(tmp_path / "odd.xlsx")
    result = run("init", path, "--pack", "wisconsin", typed="bananas\nRenewal due\ny\n")
    (book,) = config(tmp_path)["book"]
    assert "There is no such field" in result.out
    assert book["table"][0]["columns"]["Memb. expiry dt"] == "renewal_due"


def test_the_order_of_day_and_month_is_declared_from_what_stands_there(run, tmp_path) -> None:
    """A date that can be read one way alone declares the order; the date is shown."""
    result = run("init", odd(tmp_path / "odd.xlsx"), "--yes", "--pack", "wisconsin")
    assert config(tmp_path)["book"][0]["date_order"] == "mdy"
    assert 'Dates: month first, because of "3/25/2020".' in result.out


def test_an_order_that_nothing_shows_is_not_declared(run, tmp_path) -> None:
    """Where every date could be read two ways, --yes leaves the order open and says so."""
    path = make(tmp_path / "m.xlsx", [*FINE[:5], "03/04/2026", *FINE[6:]])
    result = run("init", path, "--yes", "--pack", "wisconsin")
    assert "date_order" not in config(tmp_path)["book"][0]
    assert '"03/04/2026" could be read two ways' in result.out


def test_stopping_half_way_writes_nothing(run, tmp_path) -> None:
    """Who stops at a question has written nothing, and is told so in a sentence."""
    result = run("init", odd(tmp_path / "odd.xlsx"), "--pack", "wisconsin", typed="")
    assert result.code == 2
    assert "nothing was written" in result.err
    assert not (tmp_path / "rostercheck.toml").exists()


def test_comments_and_other_books_are_kept(run, tmp_path) -> None:
    """Running init again keeps what a person wrote into the file: comments, order, other books."""
    first, second = make(tmp_path / "a.xlsx", FINE), make(tmp_path / "b.xlsx", FINE, SHORT)
    run("init", first, "--yes", "--pack", "wisconsin")
    path = tmp_path / "rostercheck.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('pack = "wisconsin"', 'pack = "wisconsin"  # as the board decided in May')
    text = text.replace('"Full Name" = "name"', '"Full Name" = "name"  # never the nickname')
    path.write_text("# kept by Joan\n" + text, encoding="utf-8")
    run("init", second, "--yes", "--pack", "texas")
    run("init", first, "--yes", "--pack", "wisconsin")
    after = path.read_text(encoding="utf-8")
    assert after.startswith("# kept by Joan\n")
    assert "# as the board decided in May" in after
    assert "# never the nickname" in after
    assert [b["pack"] for b in config(tmp_path)["book"]] == ["wisconsin", "texas"]


def test_check_uses_what_init_wrote(run, tmp_path) -> None:
    """After init neither pack nor date order has to be said again."""
    path = make(tmp_path / "members.xlsx", FINE, SHORT)
    run("init", path, "--yes", "--pack", "wisconsin", "--date-order", "mdy")
    result = run("check", path, *AS_OF, "--dry-run")
    assert "Rules: Wisconsin" in result.out
    assert "not declared" not in result.out


def test_a_renamed_column_is_explained(run, tmp_path) -> None:
    """When a mapped header is gone the check says so, and which column may be meant."""
    path = make(tmp_path / "members.xlsx", FINE)
    run("init", path, "--yes", "--pack", "wisconsin", "--date-order", "mdy")
    book = openpyxl.load_workbook(path)
    book["Members"]["G3"] = "Training hours in total"
    book.save(path)
    result = run("check", path, *AS_OF, "--dry-run")
    assert 'the column "Training hrs" is gone' in result.out
    assert 'Is it "Training hours in total" now?' in result.out


def test_a_moved_column_and_a_new_title_row_do_no_harm(run, tmp_path) -> None:
    """Columns are found by their headers, wherever they stand."""
    path = make(tmp_path / "members.xlsx", FINE)
    run("init", path, "--yes", "--pack", "wisconsin", "--date-order", "mdy")
    book = openpyxl.load_workbook(path)
    book["Members"].insert_rows(1, 2)
    book["Members"].insert_cols(3)
    book.save(path)
    assert run("check", path, *AS_OF, "--dry-run").code == 0


def test_mistakes_in_the_config_get_the_nearest_right_name(run, tmp_path) -> None:
    """A typo in the config is one sentence with what may have been meant."""
    path = make(tmp_path / "members.xlsx", FINE)
    run("init", path, "--yes", "--pack", "wisconsin", "--date-order", "mdy")
    file = tmp_path / "rostercheck.toml"
    good = file.read_text(encoding="utf-8")
    for wrong, says in [
        (good.replace("date_order =", "dateorder ="), 'Is "date_order" meant?'),
        (good.replace('= "endorsed"', '= "endorsd"'), 'Is "endorsed" meant?'),
        (good.replace('"mdy"', '"ymd"'), "It can be 'mdy' or 'dmy'"),
        (good.replace('= "dei_hours"', '= "rsc_hours"'), "are both mapped"),
        ("[[book\n", "is not valid TOML"),
    ]:
        file.write_text(wrong, encoding="utf-8")
        result = run("check", path, *AS_OF, "--dry-run")
        assert result.code == 2
        assert says in result.err
