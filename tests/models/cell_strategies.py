"""What may stand in a cell, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from models.cells import CellError, Raw

odd_texts = st.text(
    alphabet=st.sampled_from(
        "0123456789/-.,: +~?()<>@'\"½¼²\u00a0\u200b\ufeff\u2044１２/．٣hrsminapm"
        "JanuaryFebMayseptOctDecdeth ✓✗X#=\t\n\r"
    ),
    max_size=40,
)
raws: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    odd_texts,
    st.text(st.characters()),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text().map(CellError),
)
