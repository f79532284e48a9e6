"""How a pack lies over the one it extends, and where the packs that ship are found.

Keys of the upper pack replace those of the lower one. Requirements go by `id` and are merged key
by key, categories by `scope`, statuses and topics by `code` with their aliases added up. `drop` is
a list of requirement ids to leave out. Worked cases are not inherited: each pack has its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from models.errors import PackError
from models.packfile import PackFile
from models.rulepack import Pack, sound

KEYED = {
    "requirement": "id",
    "category": "scope",
    "status": "code",
    "topic": "code",
    "provider_rule": "id",
    "stage": "code",
    "suggest": "scope",
}
OWN = frozenset({"case", "extends", "drop", "about"})
Reader = Callable[[str], str]
Texts = tuple[tuple[str, str], ...]
"""The ids and TOML texts of a pack and of all that it extends, the uppermost first."""
KEPT = 64
"""So many texts are remembered; more than the packs that ship."""


def shipped() -> Sequence[str]:
    """Give the ids of the packs that ship with the program."""
    files = resources.files("models.packs").iterdir()
    return sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml"))


def read_shipped(pack_id: str) -> str:
    """Give the text of a pack that ships. Raises PackError with the packs there are."""
    known = shipped()
    if pack_id not in known:
        raise PackError(f"There is no pack {pack_id!r}. Packs: {', '.join(known)}.")
    return (resources.files("models.packs") / f"{pack_id}.toml").read_text(encoding="utf-8")


def load_pack(pack_id: str, read: Reader = read_shipped) -> Pack:
    """Load a pack with all that it extends.

    read: gives the TOML text of a pack by id. Raises PackError.
    """
    return Pack(checked(texts_of(pack_id, read)))


def layered(pack_id: str, read: Reader, above: tuple[str, ...]) -> dict[str, Any]:
    """Give the data of a pack laid over all that it extends; above: the packs that extend it."""
    return _laid(texts_of(pack_id, read, above))


def texts_of(pack_id: str, read: Reader, above: tuple[str, ...] = ()) -> Texts:
    """Give the texts of a pack and of all that it extends.

    read: gives the TOML text of a pack by id. above: the packs that led here. Raises PackError.
    """
    if pack_id in above:
        raise PackError(f"Pack {pack_id} extends itself, by way of {' and '.join(above)}.")
    here = (pack_id, read(pack_id))
    base = _parsed(*here).get("extends")
    return (here,) if base is None else (here, *texts_of(base, read, (*above, pack_id)))


@lru_cache(maxsize=KEPT)
def _parsed(pack_id: str, text: str) -> Mapping[str, Any]:
    """Give the data of one text; whoever lays it over another leaves it as it is."""
    import tomllib  # noqa: PLC0415 - a pack that was kept as it was checked is not read again

    from models.packshape import misshapen  # noqa: PLC0415

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"Pack {pack_id} is not valid TOML: {error}.") from None
    problem = misshapen(data)
    if problem is not None:
        raise PackError(f"Pack {pack_id}: {problem}")
    return data


def _laid(texts: Texts) -> dict[str, Any]:
    upper = _parsed(*texts[0])
    return overlay(_laid(texts[1:]), upper) if texts[1:] else dict(upper)


@lru_cache(maxsize=KEPT)
def checked(texts: Texts) -> PackFile:
    """Check a pack by its texts; the same texts say the same, however many books go by them.

    Raises PackError.
    """
    return sound(_laid(texts))


def overlay(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one pack's data over another's."""
    merged = {key: value for key, value in lower.items() if key not in OWN}
    for key, value in upper.items():
        if key == "drop":
            continue
        if key in KEYED:
            merged[key] = _merged_by(KEYED[key], lower.get(key, ()), value)
        elif key in {"source", "settings", "marks"}:
            merged[key] = {**lower.get(key, {}), **value}
        elif key == "about":
            merged[key] = _about(lower.get("about", {}), value)
        else:
            merged[key] = value
    dropped = set(upper.get("drop", ()))
    merged["requirement"] = [r for r in merged.get("requirement", ()) if r["id"] not in dropped]
    return merged


def _about(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the story of the upper pack, and what the lower one does not check."""
    return {"not_checked": lower.get("not_checked", ()), **upper}


def _merged_by(
    key: str, lower: Sequence[Mapping[str, Any]], upper: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Merge two lists of tables by a key; aliases add up, everything else is replaced."""
    merged = {item[key]: dict(item) for item in lower}
    for item in upper:
        before = merged.get(item[key], {})
        aliases = _aliases(before.get("aliases"), item.get("aliases"))
        merged[item[key]] = {**before, **item, **({"aliases": aliases} if aliases else {})}
    return list(merged.values())


def _aliases(lower: Any, upper: Any) -> Any:
    """Add up aliases, whether a list or lists by age band."""
    if isinstance(lower, Mapping) and isinstance(upper, Mapping):
        bands = dict.fromkeys((*lower, *upper))
        return {band: [*lower.get(band, ()), *upper.get(band, ())] for band in bands}
    return [*lower, *upper] if lower and upper else (upper or lower)
