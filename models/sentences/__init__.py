"""The sentences that findings say, by subject; `models/wording.py` puts them together."""
