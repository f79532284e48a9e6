"""Where an hour may serve one topic only, it is shared out as well as it can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from models.requirements.sharing import squeezed

TOPICS = ("dei", "ethics", "rsc")
HOURS = st.lists(st.frozensets(st.sampled_from(TOPICS)), max_size=7)
ASKED = st.dictionaries(st.sampled_from(TOPICS), st.integers(1, 3), min_size=1)


def can_be_shared(hours: list[frozenset[str]], asked: Counter[str]) -> bool:
    """Try every way of giving each hour to one of its topics, or to none."""
    if not +asked:
        return True
    if not hours:
        return False
    first, *rest = hours
    return can_be_shared(rest, asked) or any(
        can_be_shared(rest, asked - Counter([topic])) for topic in first if asked[topic] > 0
    )


@given(HOURS, ASKED)
def test_it_is_short_just_where_no_sharing_out_works(
    hours: list[frozenset[str]], asked: dict[str, int]
) -> None:
    """A group of topics is short if and only if no way of sharing out serves all of them."""

    def on(topics: Collection[str]) -> float:
        return float(sum(1 for hour in hours if not hour.isdisjoint(topics)))

    if any(on((topic,)) < value for topic, value in asked.items()):
        return  # a topic that is short by itself says so itself
    squeeze = squeezed(asked, on)
    assert (squeeze is None) is can_be_shared(hours, Counter(asked))
    if squeeze is not None:
        assert squeeze.short == squeeze.asked - squeeze.there > 0
        more = [frozenset(squeeze.topics)] * int(squeeze.short)
        assert can_be_shared([*hours, *more], Counter(asked)) or len(asked) > 2


def there(**hours: float):
    """Hours that serve one topic each, and hours that serve any ("any")."""

    def on(topics: Collection[str]) -> float:
        return hours.get("any", 0.0) + sum(hours.get(topic, 0.0) for topic in topics)

    return on


def test_two_topics_alone_may_ask_for_too_much() -> None:
    """Four hours that serve both are not three for the one and three for the other."""
    squeeze = squeezed({"dei": 3, "rsc": 3}, there(any=4))
    assert squeeze == (("dei", "rsc"), 6, 4)
    assert squeeze.short == 2


def test_just_enough_is_enough() -> None:
    """Where there are as many hours as all topics ask for together, none is short."""
    assert squeezed({"dei": 3, "rsc": 3}, there(any=6)) is None


def test_a_topic_that_is_short_by_itself_is_no_group() -> None:
    """That one says so in its own finding; it is not said a second time."""
    assert squeezed({"dei": 3}, there()) is None


def test_of_groups_that_lack_as_much_the_smallest_is_named() -> None:
    """Ethics has its hours: the other two are what a coordinator has to hear of."""
    squeeze = squeezed({"dei": 3, "ethics": 2, "rsc": 3}, there(any=4, ethics=2))
    assert squeeze is not None
    assert squeeze.topics == ("dei", "rsc")
