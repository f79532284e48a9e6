"""A workbook that is open in Excel on Windows, as a book; see `book.py`."""

from sync.books.excel_open.book import ExcelBook

__all__ = ["ExcelBook"]
