"""All edits of one `apply`, sorted by what they change, made in one package."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sync.books.base import (
    CellRef,
    DropSheet,
    Edit,
    PutSheet,
    Refused,
    RestoreLook,
    SetColumnWidth,
    SetFill,
    SetNote,
    SetValue,
    Visibility,
)  # fmt: skip
from sync.books.xlsx.columns import Columns, statements
from sync.books.xlsx.frame import Frame
from sync.books.xlsx.notes import SheetNotes, read_notes
from sync.books.xlsx.originals import Originals
from sync.books.xlsx.package import Package, part_key
from sync.books.xlsx.sheet import Sheet, removes
from sync.books.xlsx.strings import SharedStrings
from sync.books.xlsx.styles import Styles
from sync.books.xlsx.tabs import drop_sheet, put_sheet, why_not
from sync.books.xlsx.walks import Walks
from sync.books.xlsx.workbook import Tab, Workbook

SheetEdit = SetValue | SetFill | RestoreLook | SetNote | SetColumnWidth
_LOCKED = (
    "The structure of the workbook is protected, so no sheet can be added or taken off. "
    "Take the protection off in Excel (Review, Protect Workbook) and run the check again."
)


class Changes:
    """Makes edits in a workbook's package."""

    def __init__(
        self,
        workbook: Workbook,
        originals: Originals | None = None,
        walks: Walks | None = None,
    ) -> None:
        self._workbook = workbook
        self._walks = walks or Walks()
        self._originals = originals
        self._package = workbook.package
        self._loaded: Styles | None = None
        self._strings = SharedStrings(self._package, workbook.strings_part())
        self._from_1904 = workbook.from_1904
        self._refused: list[Refused] = []
        self._values = False
        self._formulas = False
        self._looked_at: set[str] = set()
        self.marked: set[str] = set()
        """Sheets in which something was put just now, which cannot be as they were."""
        self._removals: list[SheetEdit | DropSheet] = []
        self._removed: dict[CellRef, bytes] = {}
        self._removed_notes: dict[CellRef, str] = {}

    def make(self, edits: Sequence[Edit]) -> list[Refused]:
        """Make all edits that can be made; give those that were left undone."""
        by_sheet: dict[str, list[SheetEdit]] = defaultdict(list)
        for edit in edits:
            if isinstance(edit, (PutSheet, DropSheet)):  # twice as fast as a union
                self._whole_sheet(edit)
            else:
                by_sheet[_sheet_name(edit)].append(edit)
        for name, group in by_sheet.items():
            self._one_sheet(name, group)
        self._save_styles()
        if not self._refused and _clears(edits):
            self._workbook.drop_hidden_names()
        if self._values and self._has_formula():
            self._workbook.ask_recalculation()
        return self._refused

    def _styles(self) -> Styles:
        if self._loaded is None:
            self._loaded = self._workbook.styles()
        return self._loaded

    def _save_styles(self) -> None:
        content = self._loaded.render() if self._loaded else None
        if content is not None:
            self._package.put(self._workbook.styles_part(), content)

    def _refuse(self, edit: Edit, why: str) -> None:
        self._refused.append(Refused(edit, why))

    # Whole sheets

    def _whole_sheet(self, edit: PutSheet | DropSheet) -> None:
        name = edit.sheet.name if isinstance(edit, PutSheet) else edit.name
        tab = self._workbook.tab(name)
        if why := self._why_not(edit, tab):
            self._refuse(edit, why)
        elif isinstance(edit, PutSheet):
            put_sheet(self._workbook, edit.sheet, self._styles())
        elif tab is not None:
            self._removals.append(edit)
            drop_sheet(self._workbook, tab.name)

    def _why_not(self, edit: PutSheet | DropSheet, tab: Tab | None) -> str:
        if isinstance(edit, PutSheet) and (why := why_not(edit.sheet, from_1904=self._from_1904)):
            return f'The sheet "{edit.sheet.name}" cannot be written: {why}.'
        if tab is None:
            return _LOCKED if isinstance(edit, PutSheet) and self._workbook.locked else ""
        if tab.kind != "worksheet" or not tab.part:
            return f'"{tab.name}" is not a sheet of cells, so it was left alone.'
        if isinstance(edit, DropSheet):
            return self._why_not_drop(tab)
        return ""

    def _why_not_drop(self, tab: Tab) -> str:
        if self._workbook.locked:
            return _LOCKED
        shown = [t for t in self._workbook.tabs() if t.visibility == Visibility.VISIBLE]
        if [t.name for t in shown] == [tab.name]:
            return f'"{tab.name}" is the only sheet that can be seen, so it has to stay.'
        return ""

    # Edits inside a sheet

    def _one_sheet(self, name: str, edits: Sequence[SheetEdit]) -> None:
        tab = self._workbook.tab(name)
        if tab is None or tab.kind != "worksheet" or not tab.part:
            for edit in edits:
                self._refuse(edit, f'There is no sheet "{name}" in the workbook.')
            return
        sheet = self.open_sheet(tab)
        if sheet.frame.protected:
            for edit in edits:
                self._refuse(
                    edit,
                    f'The sheet "{name}" is protected, so nothing was written on it. Take the '
                    "protection off in Excel (Review, Unprotect Sheet) and run the check again.",
                )
            return
        self._edit(sheet, edits)

    def _edit(self, sheet: Sheet, edits: Sequence[SheetEdit]) -> None:
        self._set_notes(sheet, [e for e in edits if isinstance(e, SetNote)])
        self._set_widths(sheet, [e for e in edits if isinstance(e, SetColumnWidth)])
        cells = [e for e in edits if isinstance(e, (SetValue, SetFill, RestoreLook))]
        if self._originals:
            places = [e.ref[1:] for e in cells if isinstance(e, SetValue) and e.value is None]
            sheet.remember(self._originals.cells(sheet.part, places))
        edited = sheet.edit_cells(cells)
        self._refused.extend(edited.refused)
        self._values |= edited.values
        self._formulas |= sheet.frame.has_formula
        self._looked_at.add(part_key(sheet.part))
        self._removals.extend(e for e in cells if removes(e))
        self._removed.update(sheet.removed)
        if edited.part is not None:
            self._package.put(sheet.part, edited.part)
            if edited.walked is not None:
                state = part_key(sheet.part), edited.part.crc, edited.part.size
                self._walks.learn(state, edited.walked)
            if edited.marked:
                self.marked.add(part_key(sheet.part))

    def cleanse(self, former: Package) -> None:
        """Make the removals of this apply in the parts as they were before we changed them.

        Only where the very mark that was removed stands there as well: the original was then
        taken from a workbook that had been marked before and saved by another program.
        """
        edits: list[Edit] = []
        workbook = Workbook(former)
        by_sheet: dict[str, list[CellRef]] = defaultdict(list)
        for ref in self._removed:
            by_sheet[ref.sheet].append(ref)
        for name, refs in by_sheet.items():
            tab = workbook.tab(name)
            if tab is None or not tab.part or tab.kind != "worksheet":
                continue
            walks = self._walks if self._walks.certain else None
            sheet = Changes(workbook, walks=walks).open_sheet(tab)
            stained = set(sheet.stained({r: self._removed[r] for r in refs}))
            edits += [
                e
                for e in self._removals
                if not isinstance(e, DropSheet | SetColumnWidth) and e.ref in stained
            ]
        edits += self._stained_notes(workbook)
        edits += [e for e in self._removals if isinstance(e, DropSheet) and workbook.tab(e.name)]
        if edits:
            Changes(workbook).make(edits)

    def _stained_notes(self, workbook: Workbook) -> list[Edit]:
        removals = [edit for edit in self._removals if isinstance(edit, SetNote)]
        tabs = {name: workbook.tab(name) for name in {edit.ref.sheet for edit in removals}}
        notes = {
            name: read_notes(workbook.package, tab.part)
            for name, tab in tabs.items()
            if tab is not None and tab.part and _notes_kept(workbook.package, tab.part)
        }
        return [
            edit
            for edit in removals
            if notes.get(edit.ref.sheet, {}).get(edit.ref[1:]) == self._removed_notes[edit.ref]
        ]

    def open_sheet(self, tab: Tab) -> Sheet:
        """Open a sheet for edits."""
        return Sheet(
            self._package,
            tab.part,
            styles=self._styles,
            strings=self._strings,
            from_1904=self._from_1904,
            walks=self._walks,
        )

    def _set_notes(self, sheet: Sheet, edits: Sequence[SetNote]) -> None:
        if not edits:
            return
        notes = SheetNotes(self._workbook, sheet.part, sheet.frame)
        for edit in edits:
            before = notes.text(edit.ref)
            if before and before.startswith(edit.text or "") and before != edit.text:
                self._removals.append(edit)
                self._removed_notes[edit.ref] = before
            if why := sheet.why_no_note(edit) or notes.set(edit.ref, edit.text):
                ref = edit.ref
                self._refuse(edit, f'Sheet "{ref.sheet}", cell {ref.address}: {why}.')
        notes.save()

    def _set_widths(self, sheet: Sheet, edits: Sequence[SetColumnWidth]) -> None:
        if edits:
            former = self._originals.frame(sheet.part) if self._originals else None
            ours = self._originals.widths_set(sheet.part) if self._originals else ()
            columns = Columns(sheet.frame, statements(former) if former else None, ours)
            # From the right, so that each joins the many columns that it was split from.
            for edit in sorted(edits, key=lambda e: (e.width is not None, -e.column)):
                columns.set(edit.column, edit.width)
            columns.save()

    def _has_formula(self) -> bool:
        """Whether any formula stands in the workbook; it may look at a cell that was changed."""
        if self._formulas:
            return True
        tabs = [t for t in self._workbook.tabs() if t.kind == "worksheet" and t.part]
        return any(
            self._frame(t.part).has_formula for t in tabs if part_key(t.part) not in self._looked_at
        )

    def _frame(self, part: str) -> Frame:
        known = self._walks.known(self._package, part)
        return known.frame if known else Frame(self._package.text(part))


def _sheet_name(edit: SheetEdit) -> str:
    return edit.sheet if isinstance(edit, SetColumnWidth) else edit.ref.sheet


def _notes_kept(former: Package, part: str) -> bool:
    """Whether a sheet had notes before we changed it; a part of ours is none of the originals."""
    return any(former.is_restored(link.target) for link in former.linked(part, "comments"))


def _clears(edits: Sequence[Edit]) -> bool:
    """Whether edits only take off, a tab among it: then nothing of ours is left to remember."""
    return any(isinstance(edit, DropSheet) for edit in edits) and all(map(_takes_off, edits))


def _takes_off(edit: Edit) -> bool:
    if isinstance(edit, SetColumnWidth):
        return edit.width is None
    if isinstance(edit, PutSheet | DropSheet | SetNote):
        return not isinstance(edit, PutSheet)  # a note may keep words of hers
    return removes(edit)
