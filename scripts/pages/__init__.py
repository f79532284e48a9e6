"""What cog puts into the pages: tables made from the code, so that they cannot be wrong."""
