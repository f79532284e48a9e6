"""The way back from a run: only what still holds what we wrote, cell by cell; the rest is said."""
