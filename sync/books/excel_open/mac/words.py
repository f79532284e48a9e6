"""Excel's numbers, and the words that stand for them where it is spoken to by Apple events.

The words are those of Excel's own dictionary (xlwings carries it as `mac_dict`), in which each has
the number in its code; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from sync.books.excel_open.com import Com

PATTERNS = {
    -4142: "pattern_none", 1: "pattern_solid", -4105: "pattern_automatic",
    17: "pattern_gray_16", 18: "pattern_gray_8", -4124: "pattern_gray_25",
    -4125: "pattern_gray_50", -4126: "pattern_gray_75", 10: "pattern_semi_gray_75",
    -4128: "pattern_horizontal", -4166: "pattern_vertical", -4121: "pattern_down",
    -4162: "pattern_up", 9: "pattern_checker", 16: "pattern_criss_cross", 15: "pattern_grid",
    11: "pattern_light_horizontal", 12: "pattern_light_vertical", 13: "pattern_light_down",
    14: "pattern_light_up", 4000: "pattern_linear_gradient", 4001: "pattern_rectangular_gradient",
}  # fmt: skip
HORIZONTAL = {
    1: "horizontal_align_general", -4131: "horizontal_align_left",
    -4108: "horizontal_align_center", -4152: "horizontal_align_right", 5: "horizontal_align_fill",
    -4130: "horizontal_align_justify", 7: "horizontal_align_center_across_selection",
    -4117: "horizontal_align_distributed",
}  # fmt: skip
VERTICAL = {
    -4160: "vertical_alignment_top", -4108: "vertical_alignment_center",
    -4107: "vertical_alignment_bottom", -4130: "vertical_alignment_justify",
    -4117: "vertical_alignment_distributed",
}  # fmt: skip
LINES = {
    -4142: "line_style_none", 1: "continuous", -4115: "dash", 4: "dash_dot", 5: "dash_dot_dot",
    -4118: "dot", -4119: "double", 13: "slant_dash_dot",
}  # fmt: skip
WEIGHTS = {
    1: "border_weight_hairline", 2: "border_weight_thin", -4138: "border_weight_medium",
    4: "border_weight_thick",
}  # fmt: skip
EDGES = {7: "edge_left", 8: "edge_top", 9: "edge_bottom", 10: "edge_right"}
THEME = {
    1: "first_dark_theme_color", 2: "first_light_theme_color", 3: "second_dark_theme_color",
    4: "second_light_theme_color", 5: "first_accent_theme_color", 6: "second_accent_theme_color",
    7: "third_accent_theme_color", 8: "fourth_accent_theme_color", 9: "fifth_accent_theme_color",
    10: "sixth_accent_theme_color", 11: "hyperlink_theme_color",
    12: "followed_hyperlink_theme_color",
}  # fmt: skip
SHEETS = {-1: "sheet_visible", 0: "sheet_hidden", 2: "sheet_very_hidden"}
CALCULATION = {
    -4105: "calculation_automatic", -4135: "calculation_manual", 2: "calculation_semiautomatic",
}  # fmt: skip
ORIENTATION = {1: "portrait", 2: "landscape"}


def keyword(name: str) -> Com:
    """Give a word of the dictionary as appscript, which xlwings needs on a Mac, writes it."""
    return getattr(import_module("appscript").k, name)


def theme_word(number: Any) -> Com:
    """Give a colour of the theme by its code: its name stands for two words, and the other counts.

    The codes of this kind begin with 02C1; the number follows.
    """
    return import_module("aem").AEEnum(b"\x02\xc1" + int(number).to_bytes(2, "big"))


def is_missing(value: object) -> bool:
    """Whether Excel says that there is no one value."""
    return value is None or getattr(value, "name", "") == "missing_value"


@dataclass(frozen=True, slots=True)
class Sense:
    """How a value is said on a Mac, and how it is said everywhere else."""

    read: Callable[[Any], object]
    said: Callable[[Any], object]


def in_words(words: Mapping[int, str]) -> Sense:
    """Give the sense of a property that has a word for each number; unknown words are None."""
    numbers = {name: number for number, name in words.items()}

    def read(value: Com) -> object:
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return numbers.get(str(getattr(value, "name", "")))

    return Sense(read, lambda number: keyword(words[int(number)]))


def _whole(color: object) -> object:
    if isinstance(color, list | tuple) and len(color) == 3:
        red, green, blue = (int(part) for part in color)
        return red + (green << 8) + (blue << 16)
    return None


def _parts(number: object) -> list[int]:
    whole = int(str(number))
    return [whole & 255, (whole >> 8) & 255, (whole >> 16) & 255]


PLAIN = Sense(lambda value: value, lambda value: value)
COLOR = Sense(_whole, _parts)
TRUTH = Sense(bool, bool)
NUMBER = Sense(lambda value: float(str(value)), lambda value: value)
THEMED = Sense(in_words(THEME).read, theme_word)
