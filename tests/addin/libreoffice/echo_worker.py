"""A stand-in for the worker: shows, as text, which cells came over the wire; and fails on request.

A text "die", "hang" or "babble" as the first argument does that, `die` only the first time.
"""

import json
import os
import sys
import time
from pathlib import Path


def main() -> None:
    print(json.dumps({"ready": "echo"}), flush=True)
    for line in sys.stdin:
        question = json.loads(line)
        first = question["arguments"][0] if question["arguments"] else None
        if first == "die" and not Path(sys.argv[-1]).exists():
            Path(sys.argv[-1]).touch()
            os._exit(1)
        if first == "hang":
            time.sleep(600)
        if first == "babble":
            print("no JSON", flush=True)
            continue
        text = json.dumps(question["arguments"])
        answer = [[text, os.getpid()]] if first == "who" else [[text]]
        print(json.dumps({"id": question["id"], "answer": answer}), flush=True)


if __name__ == "__main__":
    main()
