"""`rostercheck addin google`: the files it writes, and what it says."""

from __future__ import annotations

import json
import re

import pytest

from addin.functions import FUNCTIONS
from addin.google.writing import files
from models.wording import SENTENCES
from tests.cli.conftest import run  # noqa: F401 - a fixture

CALL = re.compile(r'text_\(\s*"(\w+)"|text\("([\w.]*\w)"')


def test_it_writes_the_files_and_says_what_is_next(run, tmp_path) -> None:  # noqa: F811
    """Four files, the address in one of them, and the next step in words."""
    done = run("addin", "google", "--to", str(tmp_path / "new"), "--url", "https://a.example/")
    assert (done.code, done.err) == (0, "")
    names = {"Code.gs", "sidebar.html", "appsscript.json", "README.md"}
    assert {path.name for path in (tmp_path / "new").iterdir()} == names
    assert '"url": "https://a.example"' in (tmp_path / "new" / "Code.gs").read_text("utf-8")
    assert "README.md" in done.out
    again = run("addin", "google", "--to", str(tmp_path / "new"))
    assert "will ask for the address" in again.out


def test_it_needs_no_folder(run, tmp_path) -> None:  # noqa: F811
    """Typed as other commands name it, without more, it writes into a folder of its own."""
    done = run("addin", "google")
    assert (done.code, done.err) == (0, "")
    assert "Written to google-script: " in done.out
    assert (tmp_path / "google-script" / "Code.gs").is_file()


@pytest.mark.parametrize(
    "url",
    ["http://a.example", "a.example", "https://", "https:///x", 'https://a.example/"; evil("',
     "https://a.example/\n*/", "javascript:alert(1)", "https://a.example/</script>"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(run, tmp_path, url) -> None:  # noqa: F811
    """Only an encrypted address goes into the script, and nothing that is more than an address."""
    done = run("addin", "google", "--to", str(tmp_path / "new"), "--url", url)
    assert done.code == 2
    assert "https://" in done.err
    assert not (tmp_path / "new").exists()


def test_no_file_of_hers_is_written_over(run, tmp_path) -> None:  # noqa: F811
    """Her own README.md stays, and nothing is written beside it; a file in the way is named."""
    (tmp_path / "README.md").write_text("What our sheet is for", encoding="utf-8")
    done = run("addin", "google", "--to", str(tmp_path))
    assert (done.code, "README.md is there already" in done.err) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text("utf-8") == "What our sheet is for"
    done = run("addin", "google", "--to", str(tmp_path / "README.md"))
    assert (done.code, "Name a folder with --to" in done.err) == (2, True)


def test_every_formula_has_its_help() -> None:
    """Each argument stands above its formula, in order, with its help; no line ends the comment."""
    code = files()["Code.gs"]
    for one in FUNCTIONS:
        above, _, _ = code.partition(f"\nfunction {one.name}(")
        comment = above[above.rindex("/**") :]
        assert comment.count("*/") == 1
        assert one.summary in comment
        names = re.findall(r"@param \{\S+\} \[?(\w+)\]?", comment)
        assert names == [parameter.name for parameter in one.parameters]
        assert all(parameter.help in comment for parameter in one.parameters)
        optional = re.findall(r"@param \{\S+\} \[(\w+)\]", comment)
        assert optional == [p.name for p in one.parameters if p.optional]


def test_every_text_is_there() -> None:
    """No text that script and sidebar ask for is missing, and none is kept for nothing."""
    made = files()
    asked = {a or b for part in ("Code.gs", "sidebar.html") for a, b in CALL.findall(made[part])}
    asked |= {f"working.{what}" for what in ("check", "gaps", "explain", "clear")}
    asked |= {"status", "not_ours"}  # asked for by a word that is worked out
    known = {key.removeprefix("google.") for key in SENTENCES if key.startswith("google.")}
    assert asked - known == set()
    assert known - asked == {"answer"}


def test_names_that_google_takes() -> None:
    """Custom functions are capitals, digits and "_", and do not end in "_"; helpers all do."""
    code = files()["Code.gs"]
    offered = {one.name for one in FUNCTIONS}
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*[A-Z0-9]", name) for name in offered)
    public = set(re.findall(r"^function (\w*[^_\W])\(", code, re.MULTILINE)) - offered
    assert {name for name in public if not name.startswith("rostercheck")} == {"onOpen"}


def test_the_manifest_is_sound() -> None:
    """JSON that Google reads, the newer engine, and no log of errors at Google."""
    manifest = json.loads(files()["appsscript.json"])
    assert manifest["runtimeVersion"] == "V8"
    assert manifest["exceptionLogging"] == "NONE"
