"""`rostercheck serve`: the formulas over HTTP, for Google Sheets, and the web view beside them."""
