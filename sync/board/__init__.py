"""The board pack: what a board is shown, issued once, made again byte for byte.

`numbers` is what a pack shows, by table, line and column; `between` hides what two packs together
would tell of a small group; `content` is everything that the template is given; `page` and `paper`
make the documents; `issue` puts them together and keeps them in the ledger.
"""
