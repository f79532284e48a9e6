"""Synthetic rosters that show every kind of finding, with the script that makes them."""
