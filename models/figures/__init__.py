"""What a board and a coordinator look at: numbers beside their definitions, counted from people."""

from models.figures.build import figures
from models.figures.shape import Figures, Grade

__all__ = ["Figures", "Grade", "figures"]
