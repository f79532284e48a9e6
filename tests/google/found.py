"""What hunts have found, and is kept to: what she did before each call.

cut: at which call the network goes; below 0: of which only the answer is lost. before: what she did
after an earlier check. table: see `hunting.LIMITS`.
"""

from __future__ import annotations

from tests.google.hunting import Act

FOUND: dict[str, list[list[Act]]] = {
    "columns between sorts": [
        [("insert row", 2)], [("sort", 1, False)],
        [("insert column", 2), ("sort all", 1, True)], [("sort all", 1, False)],
    ],
    "rows around a sort": [[], [("insert row", 2)], [("sort", 1, False)], [("insert row", 4)]],
    "a row below one whose colour was away": [
        [], [("move column", 2, 4)], [("sort", 2, False)], [("insert row", 6)], [],
        [("sort", 3, False)],
    ],
    "two rows, one of them below the header": [
        [], [("insert column", 4), ("move column", 1, 7)], [("sort all", 5, True)],
        [("insert row", 2)], [("insert row", 4)], [], [("delete column", 4)],
    ],
    "a table that is sorted with one column of ours": [
        [], [("insert row", 3)], [("delete column", 3)],
        [("sort", 4, False), ("insert column", 1)], [("sort", 4, True)],
    ],
    "typed into a row that looks like ours": [
        [("delete column", 2)], [("insert row", 4)], [("insert row", 3)],
        [("type", 3, 6, "2027-12-31")],
    ],
    "her column was below ours and is sorted in part": [
        [("delete column", 4)], [("move column", 3, 7)], [("move column", 7, 5)],
        [("insert row", 3)], [("sort", 4, True)], [], [], [("sort all", 3, False)],
    ],
    "deleted and sorted at once": [
        [], [("delete row", 4), ("insert column", 4)], [("delete column", 5), ("sort", 5, False)],
    ],
    "two sorts of unlike width": [
        [("move column", 7, 2), ("sort all", 4, True)], [("insert column", 6)],
        [("sort all", 5, False), ("sort", 5, True)],
    ],
    "she types what stood elsewhere": [
        [], [("move column", 7, 1)], [("sort all", 6, True)], [("delete column", 5)],
        [("type", 5, 6, 15)],
    ],
    "a row that is moved in above the one inserted": [
        [("move row", 5, 2)], [("delete row", 4)], [("fill", 3, 5)], [("sort all", 1, False)],
        [("insert row", 4)], [("move row", 6, 4)],
    ],
    "a note where another one was away": [
        [("note", 4, 5, "!"), ("sort all", 5, True)], [("sort all", 6, True)],
        [("note", 4, 5, "!"), ("sort all", 5, True)],
        [("note", 4, 5, "new"), ("sort all", 5, True)],
    ],
    "two rows, one of them at the top": [
        [], [("insert column", 4)], [("delete column", 3)], [("insert row", 1), ("insert row", 5)],
    ],
    "three columns and a sort": [
        [], [("insert column", 1), ("insert column", 3)],
        [("type", 6, 5, "16 hrs"), ("insert column", 2)], [("sort all", 6, True)],
    ],
}  # fmt: skip
"""What was found by trying, and is kept to."""

CUT: dict[str, dict[str, object]] = {
    "the same words written beside our own": {"gaps": [
        [], [], [("note", 5, 4, "!")], [("fill", 3, 1), ("sort", 1, True)], [("note", 5, 4, "!")],
        [("fill", 3, 1), ("fill", 6, 1)],
    ]},
    "marks that change places, and what they cover": {"cut": -1, "gaps": [
        [("note", 4, 3, "new"), ("note", 6, 4, "new"), ("sort all", 3, False)], [("fill", 2, 2)],
        [("type", 3, 6, "2027-12-31"), ("fill", 6, 4)],
        [("note", 5, 6, "new"), ("insert row", 5), ("fill", 6, 2)], [], [],
        [("insert column", 4), ("insert row", 2), ("sort", 3, True)], [("insert column", 1)],
    ], "before": [("type", 4, 5, "16 hrs"), ("delete column", 3), ("insert column", 2)]},
    "columns move between a write and the look at it": {"cut": -6, "gaps": [
        [("hide", 3), ("sort", 6, True)],
        [("delete column", 6), ("type", 2, 6, "2027-12-31"), ("move column", 1, 3)],
        [("type", 3, 6, "oops")], [("type", 2, 5, "2027-12-31"), ("note", 6, 5, "!")],
        [("sort", 5, False)], [("type", 5, 6, "2027-12-31")], [("insert column", 4)],
        [("insert column", 6), ("note", 5, 2, "new"), ("delete row", 5)],
    ], "before": [("insert column", 7)]},
    "widths, when the answer to the undoing is lost": {"cut": -4, "gaps": [
        [("delete column", 6), ("insert row", 3)],
        [("insert column", 6), ("insert row", 6), ("delete column", 1)],
        [("note", 5, 4, "new"), ("move column", 4, 5), ("type", 3, 6, "2027-12-31")], [],
    ]},
    "sorted while it was put right": {"cut": 6, "gaps": [
        [("type", 4, 6, 15)], [], [("hide", 5), ("move row", 4, 5), ("sort all", 4, False)],
        [("insert column", 1)], [("delete row", 6)], [("move column", 7, 1)], [],
        [("sort all", 5, False)],
    ]},
    "a column that has no id yet, beside one that is deleted": {"cut": -6, "gaps": [
        [], [], [("fill", 6, 3), ("move row", 3, 2), ("note", 6, 6, "!")],
        [("note", 5, 6, "!"), ("note", 2, 5, "new")],
        [("insert column", 7), ("note", 2, 3, "new"), ("delete column", 4)],
        [("fill", 3, 4), ("hide", 3), ("hide", 6)], [], [("delete column", 5)],
    ], "table": "one that is too long for ids on all rows"},
    "a part that ends within a row": {"cut": 5, "gaps": [
        [("type", 5, 6, "2027-12-31")], [],
        [("insert row", 4), ("insert column", 4), ("sort", 1, False)],
        [("sort", 2, True), ("type", 2, 6, "oops"), ("delete column", 2)], [],
        [("note", 6, 1, "!"), ("sort", 2, True), ("note", 2, 1, "!")],
        [("move column", 4, 6), ("insert row", 6), ("delete column", 5)],
        [("sort", 6, False), ("filter", 5)],
    ], "before": [("move column", 5, 1), ("note", 2, 2, "new"), ("sort all", 1, False)],
        "table": "one that is too long for ids on all rows"},
    "parts, and a table that is torn": {"cut": 2, "gaps": [
        [], [("hide", 3), ("insert row", 4), ("sort", 3, False)],
        [("hide", 3), ("insert column", 1), ("filter", 6)],
        [("delete row", 3), ("insert column", 5), ("sort", 3, False)],
        [("note", 3, 2, "!"), ("move row", 3, 6), ("insert row", 2)],
        [("insert row", 3), ("note", 5, 3, "!"), ("insert row", 3)], [],
        [("delete row", 2), ("sort all", 1, True), ("insert column", 2)],
    ], "before": [("delete column", 4), ("fill", 6, 1), ("type", 2, 5, "2027-12-31")],
        "table": "a long table"},
    "looks of ours that were sorted": {"cut": 2, "before": [], "gaps": [
        [("insert row", 5)], [("sort all", 3, True)], [("sort", 6, False), ("move row", 3, 2)],
    ], "table": "one that is too long for ids on all rows"},
    "a look that was there before and is like one of ours": {"cut": 4, "gaps": [
        [], [("sort", 1, True)], [("filter", 4)],
        [("insert column", 2), ("hide", 4), ("insert row", 6)], [],
        [("hide", 4), ("delete row", 5), ("insert row", 4)], [("sort", 1, True)], [],
    ], "before": [("move column", 2, 3), ("insert column", 2)], "table": "a long table"},
    "a mark that went, and the colour below it": {"cut": 2, "gaps": [
        [], [("note", 3, 6, "new")],
    ], "before": [("type", 3, 6, 40)]},
    "a row that was inserted before it was put right": {"cut": 7, "gaps": [
        [("hide", 4), ("hide", 6)], [("delete column", 2), ("note", 2, 2, "!")],
        [("sort", 4, True), ("type", 5, 6, 15), ("move row", 3, 3)],
        [("insert column", 2), ("delete row", 6), ("delete column", 2)],
        [("sort", 4, False)], [("fill", 2, 2)], [("sort", 2, False)], [("insert row", 3)],
    ]},
    "a row that was deleted between two sorts": {"gaps": [
        [("delete row", 2), ("delete column", 6), ("type", 2, 5, 15)],
        [("sort all", 1, True), ("filter", 6), ("sort", 5, True)],
        [("insert row", 6), ("insert row", 1), ("move column", 5, 4)],
        [("filter", 6), ("delete row", 6), ("sort all", 1, True)],
        [("sort", 5, True), ("move column", 2, 5), ("hide", 2)], [("move row", 6, 6)], [], [],
    ], "before": [("insert row", 6), ("insert row", 1), ("move column", 5, 4)]},
    "a long table, cut off while it was sorted": {"cut": 5, "gaps": [
        [], [("fill", 3, 2)], [("sort all", 6, False), ("sort", 1, True), ("fill", 3, 2)],
        [("sort all", 6, False), ("insert column", 2), ("insert column", 2)], [("fill", 3, 2)], [],
        [("filter", 3), ("sort all", 1, False)], [("delete row", 2)],
    ], "table": "one that is too long for ids on all rows"},
}  # fmt: skip
"""The same at later checks, on long tables, and where the network breaks."""
