"""The domain of Rostercheck: records, rules, findings. Pure: no I/O, no clock."""
