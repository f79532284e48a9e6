"""What a check says: for a person to read, or for another program."""
