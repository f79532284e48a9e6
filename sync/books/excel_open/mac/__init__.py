"""A workbook that is open in Excel for Mac, reached through xlwings and Apple events.

The classes here have the names and numbers of Excel on Windows, so that what reads, compares and
writes an open workbook is one and the same for both; see `workbook.py`.
"""
