"""What a board and a coordinator look at: numbers beside their definitions, counted from people."""
