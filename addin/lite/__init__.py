"""Excel on Windows, a Mac and the web: the formulas in xlwings Lite."""
