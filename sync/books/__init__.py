"""One adapter per kind of spreadsheet, behind one protocol."""
