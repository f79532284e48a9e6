"""A pack that ships is checked once; later it is taken back, or read anew if anything differs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from models import layering
from models.layering import read_shipped, shipped
from models.rulepack import sound
from sync import packkept
from sync.packfiles import pack_named
from sync.packkept import load_kept


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Let compiled modules, and with them the packs, be kept in a folder of the test's own."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    forget()
    yield tmp_path
    forget()


def forget():
    """Forget everything, as the next start does."""
    layering.checked.cache_clear()
    packkept._kept.cache_clear()
    packkept._terms.cache_clear()


def kept_files(folder: Path) -> list[Path]:
    return list(folder.rglob("*.pack"))


@pytest.fixture
def unchecked(monkeypatch):
    """Let the test fail where a pack is checked."""

    def fail(data):
        raise AssertionError(f"{data['id']} was checked again")

    return lambda: monkeypatch.setattr(layering, "sound", fail)


@pytest.mark.parametrize("pack_id", shipped())
def test_what_is_taken_back_is_what_was_checked(folder, unchecked, pack_id):
    """Each pack that ships comes back equal, field by field, without being checked again."""
    checked = pack_named(pack_id).file
    forget()
    unchecked()
    back = pack_named(pack_id).file
    assert back is not checked
    assert back == checked
    assert back.model_dump() == checked.model_dump()
    assert [type(one) for one in back.requirement] == [type(one) for one in checked.requirement]


def test_a_text_that_has_changed_is_checked(folder):
    """A pack whose text, or the text of what it extends, differs is not the one that was kept."""
    pack_named("wisconsin")
    for changed in ("wisconsin", "national"):
        forget()
        base = read_shipped(changed)
        mine = base.replace("summary = ", 'version = "else"\nsummary = ', 1)
        mine = mine.replace('version = "2026.11"\n', "", 1)

        def read(pack_id, changed=changed, mine=mine):
            return mine if pack_id == changed else read_shipped(pack_id)

        layered = layering.layered("wisconsin", read, ())
        assert load_kept("wisconsin", read).file == sound(layered)
        assert layered["version"] == ("else" if changed == "wisconsin" else "2026.11")
    assert pack_named("wisconsin").version == "2026.11"


def test_a_pack_of_her_own_is_not_kept(folder):
    """Only packs that ship are kept: a file of hers is read and checked each time."""
    text = read_shipped("wisconsin").replace('"wisconsin"', '"mine"', 1)
    load_kept("mine", lambda name: text if name == "mine" else read_shipped(name))
    load_kept("./mine.toml", lambda name: text if "mine" in name else read_shipped(name))
    load_kept("iowa", lambda name: text if name == "iowa" else read_shipped(name))
    assert kept_files(folder) == []


@pytest.mark.parametrize("at", [0, 20, 40, 1000, -1])
def test_damage_is_seen(folder, at):
    """One byte that differs, and the pack is read as if nothing had been kept."""
    checked = pack_named("wisconsin").file
    (path,) = kept_files(folder)
    whole = bytearray(path.read_bytes())
    whole[at] ^= 1
    path.write_bytes(whole)
    forget()
    assert packkept.names_of("wisconsin") == ()
    assert pack_named("wisconsin").file == checked


@pytest.mark.parametrize("length", [0, 31, 32, 100])
def test_a_file_that_was_cut_off_is_none(folder, length):
    """A file that ends too early keeps nothing."""
    pack_named("wisconsin")
    (path,) = kept_files(folder)
    path.write_bytes(path.read_bytes()[:length])
    forget()
    assert packkept.names_of("wisconsin") == ()
    assert pack_named("wisconsin").id == "wisconsin"


def test_other_code_or_versions_check_again(folder, monkeypatch):
    """What an older program found sound is not taken from it."""
    pack_named("wisconsin")
    for name, value in (("VERSION", "1.0"), ("MAGIC_NUMBER", b"else")):
        with monkeypatch.context() as other:
            other.setattr(packkept, name, value)
            forget()
            assert packkept.names_of("wisconsin") == ()
    code = folder / "code"
    (code / "packs").mkdir(parents=True)
    for name in packkept._FOLDERS:
        (code / name).mkdir(exist_ok=True)
    (code / "packs" / "wisconsin.toml").write_text(read_shipped("wisconsin"))
    (code / "rulepack.py").write_text("")
    monkeypatch.setattr(packkept, "_CODE", code)
    forget()
    before = packkept._terms()
    (code / "rulepack.py").write_text("# other")
    forget()
    assert packkept._terms() != before


def test_nothing_is_written_where_python_writes_nothing(folder, monkeypatch):
    """Who tells Python to keep no compiled modules finds no kept pack either."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert pack_named("wisconsin").id == "wisconsin"
    assert kept_files(folder) == []


def test_nothing_is_kept_by_a_python_that_never_keeps_modules(folder, monkeypatch):
    """Where compiled modules have no name, packs load as ever, and none is kept."""
    monkeypatch.setattr(sys.implementation, "cache_tag", None)
    assert pack_named("wisconsin").id == "wisconsin"
    assert kept_files(folder) == []


def test_a_place_that_cannot_be_written_is_no_fault(folder, monkeypatch):
    """Where the program stands in a folder that is not hers, packs load as ever."""
    (folder / "a file").write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", str(folder / "a file"))
    assert pack_named("wisconsin").id == "wisconsin"
    assert kept_files(folder) == []


def test_nothing_is_left_but_the_pack(folder):
    """Nothing half written stays beside the kept pack."""
    pack_named("wisconsin")
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [
        f"wisconsin.{sys.implementation.cache_tag}.pack"
    ]
