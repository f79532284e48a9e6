"""The one boundary between a host and a function: nothing raises across it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime

from addin.blocks import Cells, blocks, shape
from addin.errors import AddinError
from addin.registry import Answers, Parameter, SheetFunction, Takes
from addin.settings import ARGUMENT, Settings, read_settings
from models.collector import collector_paused
from models.errors import RostercheckError
from models.language import speak
from models.wording import sentence

_log = logging.getLogger("rostercheck.formulas")


def answered(
    function: SheetFunction | None, name: str, arguments: Sequence[object], today: date
) -> Answers:
    """Give the answer of a function; what cannot be answered is one cell with a sentence."""
    if function is None:
        return shape([[sentence("formula.unknown", {"name": name[:40]})]])
    try:
        with collector_paused():
            return shape(_worked(function, arguments, today))
    except RostercheckError as error:
        return shape([[str(error)]])
    except Exception as error:  # noqa: BLE001 - whatever it is, a cell holds a sentence
        _note(name, error)
        return shape([[sentence("formula.failed", {"name": name})]])


def _worked(function: SheetFunction, arguments: Sequence[object], today: date) -> Answers:
    """Make the arguments ready, and let the function work in the language of the settings."""
    parameters = function.parameters
    if any(one is not None for one in arguments[len(parameters) :]):
        facts = {"name": function.name, "most": len(parameters)}
        raise AddinError(sentence("formula.too_many", facts))
    given = blocks(arguments[: len(parameters)])
    given += [None] * (len(parameters) - len(given))
    said = next((b for p, b in zip(parameters, given, strict=True) if p.name == ARGUMENT), None)
    settings = read_settings(said)
    day = today.date() if isinstance(today, datetime) else today
    with speak(settings.language):
        pairs = zip(parameters, given, strict=True)
        ready = [_ready(p, b, function, settings) for p, b in pairs]
        return function.work(*ready, today=day)


def _ready(
    parameter: Parameter, block: Cells | None, function: SheetFunction, settings: Settings
) -> Cells | Settings | None:
    """Give an argument as a function takes it. Raises AddinError where one is missing."""
    if parameter.name == ARGUMENT:
        return settings
    if block is None and not parameter.optional and parameter.takes is not Takes.COLUMN:
        facts = {"name": function.name, "argument": parameter.name, "help": parameter.help}
        raise AddinError(sentence("formula.missing", facts))
    return block


def _note(name: str, error: Exception) -> None:
    """Log what went wrong and where in the program; never what stood in a cell."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    where = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at is not None else "?"
    _log.error("%s failed: %s at %s", name[:40], type(error).__name__, where)
