"""The same Python functions as sheet formulas: one registry, many hosts."""
