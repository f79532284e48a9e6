"""The workbook part: which sheets there are, the calendar, and what is said about all of them."""

from __future__ import annotations

from dataclasses import dataclass

from sync.books.base import Visibility
from sync.books.xlsx.archive import damaged
from sync.books.xlsx.package import Package
from sync.books.xlsx.styles import Styles, empty_styles, insert_child
from sync.books.xlsx.xml import LINK_SPACES, SHEET_SPACES, Node, Tree, escape_attr, escape_text
from sync.errors import BookUnreadable

WORKBOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets",
    "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
HIDDEN_NAMES = "_rostercheck_"
"""How hidden names of ours begin; Excel for Mac keeps our memory in them."""
_STATES = {"hidden": Visibility.HIDDEN, "veryHidden": Visibility.VERY_HIDDEN}
_STATE_WORDS = {v: k for k, v in _STATES.items()}


@dataclass(frozen=True, slots=True)
class Tab:
    """One entry of the workbook's list of sheets. `part` is empty when it has none."""

    name: str
    sheet_id: int
    link: str
    part: str
    kind: str
    visibility: Visibility


class Workbook:
    """The workbook part of a package. Every change is made in the package at once."""

    def __init__(self, package: Package) -> None:
        self.package = package
        found = package.linked("", "officeDocument")
        if not found or found[0].target not in package:
            raise BookUnreadable(
                "The file is a zip file, but no Excel workbook. Save it as .xlsx in your "
                "spreadsheet program and try again."
            )
        self.part = found[0].target
        root = self.package.root(self.part)
        if root.space not in SHEET_SPACES or root.name != "workbook":
            raise BookUnreadable(
                "The file is an Office document, but no Excel workbook. Save it as .xlsx in your "
                "spreadsheet program and try again."
            )

    def _tree(self) -> Tree:
        return self.package.tree(self.part)

    def _put(self, tree: Tree) -> None:
        self.package.put_tree(self.part, tree)

    @property
    def space(self) -> str:
        """The namespace of the workbook's elements."""
        return self.package.root(self.part).space

    @property
    def strict(self) -> bool:
        """Whether the workbook is of the strict kind."""
        return "purl.oclc.org" in self.space

    def link_type(self, word: str) -> str:
        """Give the full type of a relationship."""
        return f"{LINK_SPACES[1 if self.strict else 0]}/{word}"

    def tabs(self) -> list[Tab]:
        """Give all sheets in tab order, chart sheets too."""
        holder = self.package.root(self.part).first("sheets")
        links = {x.id: x for x in self.package.links(self.part)}
        tabs = []
        for node in holder.all("sheet") if holder else ():
            link = links.get(node.link())
            present = link is not None and not link.external and link.target in self.package
            tabs.append(
                Tab(
                    node.get("name"),
                    int(node.get("sheetId")) if node.get("sheetId").isdecimal() else 0,
                    node.link(),
                    link.target if link and present else "",
                    link.kind if link else "",
                    _STATES.get(node.get("state"), Visibility.VISIBLE),
                )
            )
        return tabs

    def tab(self, name: str) -> Tab | None:
        """Give the sheet of that name; Excel does not tell upper from lower case."""
        tabs = self.tabs()
        exact = next((t for t in tabs if t.name == name), None)
        return exact or next((t for t in tabs if t.name.lower() == name.lower()), None)

    @property
    def from_1904(self) -> bool:
        """Whether day numbers count from 1904."""
        node = self.package.root(self.part).first("workbookPr")
        return node is not None and node.get("date1904") in {"1", "true"}

    @property
    def locked(self) -> bool:
        """Whether the structure is protected: no sheet may come or go."""
        node = self.package.root(self.part).first("workbookProtection")
        return node is not None and node.get("lockStructure") in {"1", "true"}

    # Parts that the workbook points to

    def styles_part(self) -> str:
        """Give the styles part, made if there is none."""
        found = self.package.linked(self.part, "styles")
        if found:
            return found[0].target
        name = self.folder + "styles.xml"
        if name in self.package:
            raise damaged("its formats are not where they should be")
        self.package.put(name, empty_styles(self.space))
        self.package.add_type(name, STYLES_TYPE)
        self.package.add_link(self.part, self.link_type("styles"), name)
        return name

    def styles(self) -> Styles:
        """Give the formats."""
        found = self.package.linked(self.part, "styles")
        if found and found[0].target not in self.package:
            raise damaged("its formats are missing")
        if found:
            return Styles(self.package.read(found[0].target))
        return Styles(empty_styles(self.space))

    def strings_part(self) -> str:
        """Give the part with the shared texts, or nothing."""
        found = self.package.linked(self.part, "sharedStrings")
        return found[0].target if found and found[0].target in self.package else ""

    @property
    def folder(self) -> str:
        """The folder of the workbook part, with its slash."""
        return self.part.rpartition("/")[0] + "/" if "/" in self.part else ""

    # Changes

    def add_tab(self, name: str, part: str, visibility: Visibility) -> None:
        """Put a sheet behind all others."""
        link = self.package.add_link(self.part, self.link_type("worksheet"), part)
        self.package.add_type(part, SHEET_TYPE)
        tree = self._tree()
        holder = tree.root.first("sheets")
        if holder is None:
            raise damaged("its list of sheets is missing")
        sheet_id = max((t.sheet_id for t in self.tabs()), default=0) + 1
        prefix = tree.link_prefix()
        space = b""
        if not prefix:
            prefix = "r"
            space = b' xmlns:r="%s"' % LINK_SPACES[1 if self.strict else 0].encode()
        tree.append(
            holder,
            b'<%ssheet name="%s" sheetId="%d"%s%s %s:id="%s"/>'
            % (
                tree.prefix, escape_attr(name), sheet_id, _state(visibility), space,
                prefix.encode(), link.encode(),
            ),
        )  # fmt: skip
        self._put(tree)

    def set_visibility(self, name: str, visibility: Visibility) -> None:
        """Show or hide a sheet."""
        tree = self._tree()
        node = self._sheet_node(tree, name)
        tab = self.tab(name)
        if node is not None and tab is not None and tab.visibility != visibility:
            tree.set_attr(node, "state", _STATE_WORDS.get(visibility))
            self._put(tree)

    @staticmethod
    def _sheet_node(tree: Tree, name: str) -> Node | None:
        holder = tree.root.first("sheets")
        nodes = holder.all("sheet") if holder else []
        return next((n for n in nodes if n.get("name") == name), None)

    def drop_tab(self, name: str) -> None:
        """Take a sheet off the list, with the names that belong to it."""
        self.set_local_names(name, {})
        tabs = self.tabs()
        index = next(i for i, t in enumerate(tabs) if t.name == name)
        tree = self._tree()
        node = self._sheet_node(tree, name)
        if node is not None:
            tree.remove(node)
        names = tree.root.first("definedNames")
        for defined in names.all("definedName") if names else ():
            local = defined.get("localSheetId")
            if local.isdecimal() and int(local) > index:
                tree.set_attr(defined, "localSheetId", str(int(local) - 1))
        views = tree.root.first("bookViews")
        for view in views.all("workbookView") if views else ():
            for attr in ("activeTab", "firstSheet"):
                said = view.get(attr)
                if said.isdecimal() and int(said) > 0 and int(said) >= max(index, 1):
                    tree.set_attr(view, attr, str(int(said) - 1))
        self._put(tree)
        self.package.drop_link(self.part, tabs[index].link)

    def local_names(self, sheet: str) -> dict[str, str]:
        """Give the names that belong to a sheet, with what they stand for."""
        index = next(i for i, t in enumerate(self.tabs()) if t.name == sheet)
        holder = self.package.root(self.part).first("definedNames")
        nodes = holder.all("definedName") if holder else []
        return {n.get("name"): n.text for n in nodes if n.get("localSheetId") == str(index)}

    def set_local_names(self, sheet: str, wanted: dict[str, str]) -> None:
        """Let a sheet of ours have exactly these names (built-in ones such as print titles)."""
        tabs = self.tabs()
        index = next(i for i, t in enumerate(tabs) if t.name == sheet)
        tree = self._tree()
        holder = tree.root.first("definedNames")
        nodes = holder.all("definedName") if holder else []
        mine = [n for n in nodes if n.get("localSheetId") == str(index)]
        if {n.get("name"): n.text for n in mine} == wanted:
            return
        if holder is not None and len(mine) == len(nodes) and not wanted:
            tree.remove(holder)
            self._put(tree)
            return
        for node in mine:
            tree.remove(node)
        new = b"".join(
            self._defined(tree, name, index, text) for name, text in sorted(wanted.items())
        )
        if holder is not None:
            tree.append(holder, new)
        elif new:
            p = tree.prefix
            whole = b"<%sdefinedNames>%s</%sdefinedNames>" % (p, new, p)
            insert_child(tree, tree.root, "definedNames", whole, WORKBOOK_ORDER)
        self._put(tree)

    def drop_hidden_names(self) -> None:
        """Take off the names in which a workbook that was open remembered how it was."""
        tree = self._tree()
        holder = tree.root.first("definedNames")
        nodes = holder.all("definedName") if holder else []
        ours = [n for n in nodes if n.get("name").startswith(HIDDEN_NAMES)]
        if holder is None or not ours:
            return
        for node in [holder] if len(ours) == len(nodes) else ours:
            tree.remove(node)
        self._put(tree)

    @staticmethod
    def _defined(tree: Tree, name: str, index: int, text: str) -> bytes:
        p = tree.prefix
        hidden = b' hidden="1"' if name == "_xlnm._FilterDatabase" else b""
        return b'<%sdefinedName name="%s" localSheetId="%d"%s>%s</%sdefinedName>' % (
            p, escape_attr(name), index, hidden, escape_text(text), p,
        )  # fmt: skip

    def ask_recalculation(self) -> None:
        """Ask for the formulas to be calculated anew when the workbook is opened."""
        tree = self._tree()
        node = tree.root.first("calcPr")
        if node is None:
            whole = b'<%scalcPr fullCalcOnLoad="1"/>' % tree.prefix
            insert_child(tree, tree.root, "calcPr", whole, WORKBOOK_ORDER)
        elif node.get("fullCalcOnLoad") not in {"1", "true"}:
            tree.set_attr(node, "fullCalcOnLoad", "1")
        else:
            return
        self._put(tree)


def _state(visibility: Visibility) -> bytes:
    word = _STATE_WORDS.get(visibility)
    return b' state="%s"' % word.encode() if word else b""
