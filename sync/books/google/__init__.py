"""A Google Sheet as a book: read in one call, marked in one call, never on the wrong row.

Nothing of Google's libraries is loaded before a sheet is read.
"""
