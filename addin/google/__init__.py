"""The formulas in Google Sheets: an Apps Script, written from the registry, that asks a server."""
