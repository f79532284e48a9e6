"""What the pages show, and what they never do."""

from __future__ import annotations

import re

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.language import LANGUAGES, speak
from sync.web.gaps import Wish
from sync.web.rulenames import rule_names
from tests.examples import tries
from tests.samples.test_answers import ANSWERS, checked
from tests.web.scene import MEMBERS, Scene, Visitor, make, read

PLAIN = ["/book/1", "/book/1/gaps", "/book/1/people", "/book/1/providers", "/book/1/runs",
         "/book/1/runs/1", "/book/1/runs/1/undo"]  # fmt: skip


def rows(page: str) -> list[str]:
    """Give the lines of the list on a page."""
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [read(row) for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]


@pytest.mark.parametrize("address", PLAIN)
def test_no_page_has_markup_of_hers_or_anything_inline(shown: Visitor, address) -> None:
    """A name with markup in it is text; no page has a script, a style or a handler in it."""
    page = shown.get(address).text
    assert "<b>Oak" not in page
    assert "<style" not in page
    assert " style=" not in page
    assert not re.search(r"<script(?! src=)", page)
    assert not re.search(r"\son\w+=", page)


@pytest.mark.parametrize("address", PLAIN)
def test_no_name_stands_in_an_address(shown: Visitor, address) -> None:
    """The addresses of people are numbers: a history of a browser or a log tells nobody."""
    for link in re.findall(r'(?:href|action)="([^"]+)"', shown.get(address).text):
        for name in ("Ana", "Oak", "Elm", "private.example", "M-1"):
            assert name not in link


def test_the_dashboard_shows_figures_with_definitions_and_charts(shown: Visitor) -> None:
    """Numbers, what is counted, and a picture that says its finding."""
    page = shown.get("/book/1").text
    assert "In short" in page
    assert "What is counted" in page
    assert 'role="img"' in page
    assert "<title id=" in page
    assert "As of 22 Nov 2026" in page


def test_the_gap_list_shows_what_a_check_flags(shown: Visitor) -> None:
    """Everybody with something missing is there, with a link to their page; others are not."""
    page = shown.get("/book/1/gaps").text
    text = read(page)
    assert "Bo <b>Oak</b>" in text
    assert "Cy Elm" in text
    assert "Next step" in text
    assert re.search(r'href="/book/1/person/m\d+"', page)


def test_every_filter_leaves_only_what_fits(shown: Visitor) -> None:
    """Status, category, rule, due day and words; together they narrow."""
    every = rows(shown.get("/book/1/gaps").text)
    assert len(every) > 5
    gap = rows(shown.get("/book/1/gaps?status=gap").text)
    assert 0 < len(gap) < len(every)
    assert all("Gap" in row for row in gap)
    family = rows(shown.get("/book/1/gaps?category=IFA").text)
    assert family
    assert all("Cy Elm" in row for row in family)
    rule = rows(shown.get("/book/1/gaps?rule=renewal.membership").text)
    assert rule
    assert all("membership" in row.casefold() for row in rule)
    words = rows(shown.get("/book/1/gaps?text=OAK+membership").text)
    assert words
    assert all("Oak" in row for row in words)
    late = rows(shown.get("/book/1/gaps?within=0").text)
    assert all("overdue" in row for row in late)
    both = rows(shown.get("/book/1/gaps?category=IFA&rule=renewal.membership").text)
    assert len(both) < len(rule) + len(family)


def test_rules_are_named_by_what_they_ask(shown: Visitor) -> None:
    """The filter, the list and a person's page say "Membership" and not only an id."""
    page = shown.get("/book/1/gaps").text
    chosen = page.partition('<select name="rule">')[2].partition("</select>")[0]
    options = dict(re.findall(r'<option value="([^"]+)"[^>]*>([^<]+)</option>', chosen))
    assert len(options) > 2
    assert all("." not in name and "_" not in name for name in options.values()), options
    assert list(options.values()) == sorted(options.values(), key=str.casefold)
    assert all(any(row.endswith(name) for name in options.values()) for row in rows(page))


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_the_samples_has_a_name_of_its_own(path, language) -> None:
    """No id stands alone, and no two rules have the same name."""
    c = checked(path)
    people = [finding for one in c.judged.people for finding in one.findings]
    rules = {finding.rule for finding in (*people, *c.judged.others)}
    with speak(language):
        names = rule_names(rules, c.pack)
    assert names.keys() == rules
    assert all(name != rule and "{" not in name for rule, name in names.items())
    assert len(set(names.values())) == len(rules)


def test_an_error_page_leads_to_the_other_workbooks(tmp_path) -> None:
    """Where one of two books is gone, the menu of the page that says so lists the books."""
    scene = make(tmp_path)
    told = scene.config.read_text()
    scene.config.write_text(f'{told}\n[[book]]\npath = "gone.xlsx"\n')
    found = scene.visitor().get("/book/2")
    assert found.status_code == 404
    assert "is not there any more" in read(found.text)
    menu = found.text.partition("<nav")[2].partition("</nav>")[0]
    assert ">Workbooks</a>" in menu


def test_an_error_in_the_config_is_a_page_too(tmp_path) -> None:
    """A config that cannot be read: a sentence, and a page that stands without the books."""
    scene = make(tmp_path)
    visitor = scene.visitor()
    scene.config.write_text("[[book")
    found = visitor.get("/book/1")
    assert found.status_code == 503
    assert "rostercheck.toml" in read(found.text)


def test_a_filter_that_nothing_fits_says_so(shown: Visitor) -> None:
    """An empty page says what to do, and what makes no sense is as if it were not asked."""
    assert "Take a filter away" in shown.text("/book/1/gaps?text=zebra")
    plain = rows(shown.get("/book/1/gaps").text)
    odd = shown.get("/book/1/gaps?status=x&within=7&sort=z&page=-3&down=9")
    assert rows(odd.text) == plain


def test_the_list_is_sorted_as_asked(shown: Visitor) -> None:
    """By name, by status, by day; the other way round on a second click."""
    up = rows(shown.get("/book/1/gaps").text)
    assert rows(shown.get("/book/1/gaps?down=1").text) == up[::-1]
    page = shown.get("/book/1/gaps?sort=outcome").text
    states = ["Gap", "Please look", "Open"]
    found = [next(i for i, s in enumerate(states) if s in row) for row in rows(page)]
    assert found == sorted(found)
    assert 'aria-sort="ascending"' in page


def test_a_persons_page_says_what_counted_and_what_the_ledger_knows(shown: Visitor) -> None:
    """All findings with their sources, and since when they stand open."""
    listing = shown.get("/book/1/people?text=oak").text
    link = re.search(r'href="(/book/1/person/[^"]+)"', listing)
    assert link is not None
    text = shown.text(link[1])
    assert "Bo <b>Oak</b>" in text
    assert "Source:" in text
    assert "Still open, since 22 Nov 2026" in text


def test_somebody_who_is_gone_is_said_to_be(shown: Visitor) -> None:
    """A link to nobody is a page with a sentence."""
    found = shown.get("/book/1/person/m999999")
    assert found.status_code == 404
    assert "not in the workbook any more" in read(found.text)


def test_the_runs_say_what_was_changed(shown: Visitor) -> None:
    """Each run with its changes, cell by cell, before and after."""
    assert "Run 1" in shown.text("/book/1/runs")
    text = shown.text("/book/1/runs/1")
    assert "What is missing" in text
    assert "Undo this run" in text


def test_the_providers_page_lists_who_agreed_and_counts_the_others(shown: Visitor) -> None:
    """One is listed; nothing of the private columns is on the page."""
    page = shown.get("/book/1/providers").text
    assert "Ana Ruiz" in page
    assert "North" in page
    assert "private.example" not in page


@pytest.mark.parametrize("address", ["/book/2", "/book/0", "/book/x", "/book/1/runs/99",
                                     "/book/1/runs/x", "/book/99999999999"])  # fmt: skip
def test_an_address_of_nothing_is_a_page_that_says_so(shown: Visitor, address) -> None:
    """There is no such page, in words."""
    found = shown.get(address)
    assert found.status_code == 404
    assert "There is no such page" in found.text


def test_without_a_ledger_everything_but_the_past_is_there(tmp_path) -> None:
    """A book that was never checked is shown; the runs say how a ledger begins."""
    visitor = make(tmp_path).visitor(config=False)
    assert "There is no ledger yet" in visitor.text("/book/1/runs")
    people = visitor.get("/book/1/people").text
    link = re.search(r'href="(/book/1/person/p[0-9a-f]+)"', people)
    assert link is not None
    assert "There is no ledger yet" in visitor.text(link[1])
    assert visitor.get("/book/1/runs/1/undo").status_code == 404
    assert not (tmp_path / "rostercheck-ledger.sqlite").exists(), "looking makes nothing"


def test_an_empty_roster_asks_for_no_filter_to_be_taken_away(tmp_path) -> None:
    """Where nobody is in the roster, the list of people says that, and nothing of filters."""
    text = make(tmp_path, []).visitor().text("/book/1/people")
    assert "Nobody stands in the roster" in text
    assert "Take a filter away" not in text


def test_a_book_that_is_gone_is_said_to_be(scene: Scene) -> None:
    """A sentence and no trace; the page is there again when the book is."""
    visitor = scene.visitor()
    data = scene.book.read_bytes()
    scene.book.unlink()
    found = visitor.get("/book/1")
    assert found.status_code == 404
    assert "members.xlsx is not there any more" in read(found.text)
    scene.book.write_bytes(b"this is no workbook")
    assert visitor.get("/book/1").status_code == 503
    scene.book.write_bytes(data)
    assert visitor.get("/book/1").status_code == 200


def test_a_broken_config_is_a_sentence(scene: Scene) -> None:
    """She mends the file, and the server goes on without being started again."""
    visitor = scene.visitor()
    good = scene.config.read_text()
    scene.config.write_text(good + 'pakc = "x"\n')
    found = visitor.get("/book/1")
    assert found.status_code == 503
    assert "pakc" in found.text
    scene.config.write_text(good)
    assert visitor.get("/book/1").status_code == 200


def test_a_change_in_the_book_is_seen_at_once(scene: Scene) -> None:
    """The next page shows what she saved a moment ago."""
    visitor = scene.visitor()
    assert "Ed Yew" not in visitor.text("/book/1/people")
    book = openpyxl.load_workbook(scene.book)
    book["Members"].append(["M-5", "Ed Yew", "", "IFS", MEMBERS[0][4]])
    book.save(scene.book)
    assert "Ed Yew" in visitor.text("/book/1/people")


def test_another_day_is_judged_anew(scene: Scene) -> None:
    """A server that runs over midnight shows the new day."""
    visitor = scene.visitor()
    before = visitor.text("/book/1/gaps?rule=renewal.membership")
    scene.clock[0] = scene.clock[0].replace(year=2028)
    after = visitor.text("/book/1/gaps?rule=renewal.membership")
    assert "2028" in after
    assert before != after


def test_the_pages_speak_the_language_of_the_book(tmp_path) -> None:
    """With Spanish in the config the findings are Spanish, and the page says so of itself."""
    page = make(tmp_path, more='language = "es"\n').visitor().get("/book/1/gaps").text
    assert '<html lang="es">' in page
    assert "Faltante" in page


def test_many_members_come_page_by_page(tmp_path) -> None:
    """Fifty lines at a time; each line is on exactly one page."""
    many = [
        (f"M-{n}", f"Person {n:03}", "", "IFS", MEMBERS[0][4], MEMBERS[1][5], 0, 0, "", "", "")
        for n in range(60)
    ]
    visitor = make(tmp_path, many).visitor()
    found, page, number = [], "", 1
    while number == 1 or 'rel="next"' in page:
        page = visitor.get(f"/book/1/gaps?page={number}").text
        part = rows(page)
        assert len(part) <= 50
        found += part
        number += 1
    assert len(set(found)) == len(found) > 60
    assert rows(visitor.get("/book/1/gaps?page=999").text) == found[-len(rows(page)) :]


def test_a_wish_goes_into_an_address_and_comes_back() -> None:
    """Sorting and turning pages keeps what is filtered."""
    wish = Wish.of({"status": "gap", "text": "a&b =ü", "within": "30", "sort": "due", "down": "1"})
    from urllib.parse import parse_qsl  # noqa: PLC0415

    again = Wish.of(dict(parse_qsl(wish.address()[1:])))
    assert again == wish


@given(
    st.dictionaries(
        st.sampled_from(["status", "category", "rule", "within", "text", "sort", "down", "page"]),
        st.text(max_size=20),
    )
)
@settings(max_examples=tries(40))
def test_no_address_breaks_the_list(shown: Visitor, query: dict[str, str]) -> None:
    """Whatever stands behind the question mark, the answer is a page."""
    for name in ("gaps", "people"):
        found = shown.get(f"/book/1/{name}", params=query)
        assert found.status_code == 200
        assert 'lang="en"' in found.text
