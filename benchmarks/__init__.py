"""How long a check takes, and how much memory, as ratios to what reading alone takes."""
