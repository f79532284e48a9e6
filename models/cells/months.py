"""The names of months and weekdays, English and Spanish, as people shorten them."""

from __future__ import annotations

from calendar import monthrange

from models.wording import Said, worded

# fmt: off
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)
_SPANISH = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)
# fmt: on
_ALSO = {"sept": 9, "set": 9, "setiembre": 9}

MONTHS: dict[str, int] = {
    **{name: i for names in (_ENGLISH, _SPANISH) for i, name in enumerate(names, 1)},
    **{name[:3]: i for names in (_ENGLISH, _SPANISH) for i, name in enumerate(names, 1)},
    **_ALSO,
}
"""The number of a month by its name in lower case: "march", "mar", "marzo" -> 3."""

_DAYS = (
    ("monday", "mon", "lunes", "lun"),
    ("tuesday", "tue", "tues", "martes"),
    ("wednesday", "wed", "miércoles", "miercoles", "mié", "mie"),
    ("thursday", "thu", "thur", "thurs", "jueves", "jue"),
    ("friday", "fri", "viernes", "vie"),
    ("saturday", "sat", "sábado", "sabado", "sáb", "sab"),
    ("sunday", "sun", "domingo", "dom"),
)

WEEKDAYS: dict[str, int] = {name: i for i, names in enumerate(_DAYS) for name in names}
"""The number of a weekday, Monday 0, by its name in lower case; "mar" is March, not martes."""


def days_in(year: int, month: int) -> int:
    """Give the number of days of a month of 1 to 12."""
    return monthrange(year, month)[1]


def month_name(month: int) -> Said:
    """Give the name of a month of 1 to 12, to stand in a sentence."""
    return worded(f"word.month.{month}")
