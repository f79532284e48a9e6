"""The outside world of Rostercheck: reads and writes books, remembers, reports."""
