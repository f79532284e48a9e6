"""The formulas in LibreOffice Calc: an extension made from the registry."""
