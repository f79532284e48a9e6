"""Which of day and month comes first where nobody has said so: by the locale of a Google Sheet."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from models.cells import DateOrder
from models.wording import worded
from sync.books.base import Book

MONTH_FIRST = frozenset({"en_US", "en"})
"""Locales in which 3/4/25 is 4 March."""
YEAR_FIRST = frozenset(
    ("en_CA", "fr_CA", "en_PH", "fil_PH", "en_ZA", "ja", "zh", "ko", "hu", "lt", "sv", "mn", "eu",
     "fa", "bo", "dz", "ii", "si", "ug")
)  # fmt: skip
"""Locales in which such a date begins with the year, or in which people write it both ways."""


@runtime_checkable
class Localised(Protocol):
    """A book that has a locale of its own, such as "en_US"."""

    @property
    def locale(self) -> str:
        """Give the locale."""


def by_locale(locale: str) -> DateOrder | None:
    """Give the order of a locale; None where it does not say.

    >>> by_locale("en_US"), by_locale("de_DE"), by_locale("en_CA"), by_locale("")
    (<DateOrder.MDY: 'mdy'>, <DateOrder.DMY: 'dmy'>, None, None)
    """
    if locale in MONTH_FIRST:
        return DateOrder.MDY
    language = locale.partition("_")[0]
    return None if not locale or {locale, language} & YEAR_FIRST else DateOrder.DMY


def order_for(book: Book, declared: DateOrder | None) -> tuple[DateOrder | None, str | None]:
    """Give the order for a book that was read, and what is to be said where it was not declared."""
    if declared is not None or not isinstance(book, Localised):
        return declared, None
    order = by_locale(book.locale)
    if order is None:
        return None, None
    return order, worded(f"notice.order_by_locale.{order.value}", locale=book.locale)
