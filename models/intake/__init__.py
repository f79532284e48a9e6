"""Tables of raw cells -> Roster: find the header row, map the columns, read the rows."""
