"""Excel on Windows: the formulas and the ribbon, through the free part of xlwings."""
