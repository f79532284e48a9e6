"""A Google Sheet with our script in it, without Google: Node runs the script."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SERVER = "https://roster.example.org"


class Sheet:
    """The script of a folder, at work. What it asks for at `SERVER` goes to a server of a test."""

    def __init__(self, node: str, folder: Path) -> None:
        self._node = subprocess.Popen(
            [node, str(HERE / "run.mjs"), str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def close(self) -> None:
        """End it."""
        self._node.communicate(timeout=20)

    def _ask(self, **words: Any) -> Any:
        self._node.stdin.write(json.dumps(words) + "\n")
        self._node.stdin.flush()
        said = json.loads(self._node.stdout.readline())
        assert "threw" not in said, said["threw"]
        return said.get("said")

    def fresh(self, house: str, token: str, **world: Any) -> None:
        """Begin anew: a sheet that is connected to a server."""
        self._ask(fresh=True)
        properties = {"ROSTERCHECK_URL": SERVER, "ROSTERCHECK_TOKEN": token}
        self.set(**{"hosts": {SERVER: house}, "properties": properties, **world})

    def set(self, **world: Any) -> None:
        """Change something of the world; see `services.mjs`."""
        self._ask(set=world)

    def look(self, name: str) -> Any:
        """Look at something of the world."""
        return self._ask(get=name)

    def forget(self, key: str) -> None:
        """Let Google drop something from its cache."""
        self._ask(forget=key)

    def formula(self, name: str, *arguments: Any) -> Any:
        """Type a formula; arguments in wire form, handed over as a sheet does."""
        return self._ask(call=name, arguments=list(arguments))

    def run(self, name: str, *given: Any) -> Any:
        """Call a function of the script outside a formula, as the menu and the sidebar do."""
        return self._ask(do=name, **{"with": list(given)})
