"""A workbook that is open in Excel on Windows, as a book; see `book.py`."""
