"""Where the program is known to say something else than the contract, until it is mended.

Each has a test in test_found.py that is expected to fail. The oracle says what the program says as
long as a name stands here, so that everything else can be compared; take the name out together with
the mark on the test.
"""

PENDING: frozenset[str] = frozenset()
