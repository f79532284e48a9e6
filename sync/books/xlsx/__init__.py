"""The project's own .xlsx/.xlsm adapter: reads values, changes only the parts that carry a mark."""

from sync.books.xlsx.book import XlsxBook

__all__ = ["XlsxBook"]
