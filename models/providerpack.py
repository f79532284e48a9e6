"""What a pack says of RSC providers, and whether a book can tell anything of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from models.findings import Remark
from models.providerrules import ProviderSettings
from models.providers import providers_told
from models.qualified import Qualifying
from models.records import TableKind

if TYPE_CHECKING:
    from models.roster import Roster
    from models.rulepack import Pack

_RULES: WeakKeyDictionary[Pack, Qualifying | None] = WeakKeyDictionary()


def rules_of(pack: Pack) -> Qualifying | None:
    """Give the rules of a pack about who may give RSC; None: it has none."""
    try:
        return _RULES[pack]
    except KeyError:
        found = _RULES[pack] = _read(pack)
        return found


def forget() -> None:
    """Drop what was worked out for receivers, with the associations that were typed for them."""
    _RULES.clear()


def providers_untold(roster: Roster, pack: Pack) -> Remark | None:
    """Say once for a book that it cannot tell who was qualified to give RSC; None: it can."""
    checked = any(getattr(rule, "provider", None) == "check" for rule in pack.requirements)
    if not checked or rules_of(pack) is None or not roster.has_log(TableKind.RSC):
        return None
    return None if providers_told(roster) else Remark("rsc.providers_untold")


def _read(pack: Pack) -> Qualifying | None:
    file = pack.file
    if not file.provider_rule:
        return None
    own = [name for rule in file.requirement for name in getattr(rule, "own", ())]
    if file.association is not None:
        own += [file.association.name, file.association.place]
    settings = file.provider_settings or ProviderSettings()
    return Qualifying(file.provider_rule, file.vetted, settings, own)
