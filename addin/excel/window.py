"""A window with a text, beside Excel: `tell` opens it in a process of its own, so Excel goes on.

The text goes to the process through a pipe. It is never written to a file: it holds names.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from models.wording import sentence

WIDTH, MOST_LINES = 96, 36
"""The size of the window in letters and lines; a longer text is scrolled."""


def tell(title: str, text: str) -> None:
    """Show a text in a window, and go on."""
    command = [_python(), "-P", "-m", "addin.excel.window", title, sentence("excel.close", {})]
    ran = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 - this very Python
    if ran.stdin is not None:
        with ran.stdin as pipe:
            pipe.write(text.encode())


def _python() -> str:
    """Give the Python that opens no console, where there is one."""
    quiet = Path(sys.executable).with_name("pythonw.exe")
    return str(quiet) if quiet.is_file() else sys.executable


def shown(title: str, text: str, close: str) -> Any:
    """Make the window. Raises ImportError or TclError where there can be none."""
    import tkinter  # noqa: PLC0415 - not every Python has it
    from tkinter import scrolledtext  # noqa: PLC0415

    window = tkinter.Tk()
    window.title(title)
    # The button is put first: on a small screen it is the text that gives way.
    button = tkinter.Button(window, text=close, width=12, command=window.destroy)
    button.pack(side="bottom", pady=8)
    button.focus_set()
    height = min(max(sum(1 + len(line) // WIDTH for line in text.split("\n")), 4), MOST_LINES)
    words = scrolledtext.ScrolledText(window, width=WIDTH, height=height, wrap="word", padx=12)
    words.insert("1.0", text)
    words.configure(state="disabled", font=("Segoe UI", 10), borderwidth=0)
    words.pack(fill="both", expand=True, pady=(8, 0))
    for key in ("<Escape>", "<Return>"):
        window.bind(key, lambda _event: window.destroy())
    window.lift()
    window.attributes("-topmost", True)
    window.after(500, lambda: window.attributes("-topmost", False))
    return window


def _boxed(title: str, text: str) -> None:
    """Show the text in Windows' own box, which every computer has; elsewhere print it."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415

        ctypes.windll.user32.MessageBoxW(0, text, title, 0x40000)
    else:
        print(f"{title}\n\n{text}")


def main(title: str, close: str) -> None:
    """Show the text that comes through the pipe, until the window is closed."""
    text = sys.stdin.buffer.read().decode()
    try:
        from tkinter import TclError  # noqa: PLC0415 - not every Python has it
    except ImportError:
        _boxed(title, text)
        return
    try:
        window = shown(title, text, close)
    except TclError:
        _boxed(title, text)
    else:
        window.mainloop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
