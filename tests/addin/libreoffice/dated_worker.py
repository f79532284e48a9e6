"""The real worker on a day of the test's choosing: `dated_worker.py FILE`, which holds the day.

The office says which day it is; a contract case has a day of its own.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from addin.worker import serve


def dated(file: Path) -> Iterator[bytes]:
    for line in sys.stdin.buffer:
        question = json.loads(line)
        if file.exists():
            question["today"] = file.read_text()
        yield json.dumps(question).encode()


if __name__ == "__main__":
    serve(dated(Path(sys.argv[1])), sys.stdout.buffer)
