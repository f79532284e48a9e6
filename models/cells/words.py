"""One raw cell -> one of a few words that are known, such as "leave" or "group".

Words are compared after folding case, accents and punctuation; nothing that is only alike is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from models.cells.raw import CellError, Parsed, Raw, error_problem, wrong
from models.cells.text import fold_accents, plain

T = TypeVar("T")
LONGEST = 120
"""A longer text is a note."""
_PIECES = re.compile(r"\s*(?:[+,;&/]|\band\b|\by\b)\s*", re.IGNORECASE)


def phrases(texts: str) -> frozenset[str]:
    """Give the texts that are separated by "|"."""
    return frozenset(texts.split("|"))


def read_words(raw: Raw, read: Callable[[str], T | None], say: str) -> Parsed[T]:
    """Read a cell of words: blank is blank, what `read` gives None for is refused.

    say: the sentence that says what is wrong with such a cell, and what to type.
    """
    if raw is None:
        return Parsed(None)
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    text = plain(raw) if isinstance(raw, str) else None
    if text == "":
        return Parsed(None)
    doubted = text is None or len(text) > LONGEST or "?" in text or "~" in text
    found = None if doubted or text is None else read(text)
    return Parsed(None, wrong(say, raw)) if found is None else Parsed(found)


class Words(Generic[T]):
    """What may stand in a cell, by what it means.

    say: the sentence on a cell that holds something else, with what to type.
    """

    def __init__(self, say: str, words: Mapping[T, str]) -> None:
        """Build the look-up; the texts of one meaning are separated by "|"."""
        self._say = say
        self._known = {
            fold_accents(text): meaning
            for meaning, texts in words.items()
            for text in texts.split("|")
        }
        self._known.pop("", None)  # signs alone, such as a tick, fold to nothing

    def __call__(self, raw: Raw) -> Parsed[T]:
        """Read a cell that holds one of the words and nothing else."""
        return read_words(raw, self._one, self._say)

    def several(self, raw: Raw) -> Parsed[frozenset[T]]:
        """Read a cell that may hold several of the words; an unknown one spoils it."""
        return read_words(raw, self._several, self._say)

    def _one(self, text: str) -> T | None:
        return self._known.get(fold_accents(text))

    def _several(self, text: str) -> frozenset[T] | None:
        whole = self._one(text)
        if whole is not None:
            return frozenset((whole,))
        found = [self._one(piece) for piece in _PIECES.split(text)]
        return None if None in found else frozenset(one for one in found if one is not None)


def parse_mode(raw: Raw) -> Parsed[str]:
    """Read "individual", "group" or "peer" out of how RSC was given; other words say nothing.

    >>> parse_mode("Group (virtual)").value
    'group'
    """
    if not isinstance(raw, str) or isinstance(raw, CellError):
        return Parsed(None)
    words = frozenset(fold_accents(raw).split())
    if "peer" in words:
        return Parsed("peer")
    group, alone = not _GROUP.isdisjoint(words), not _ALONE.isdisjoint(words)
    if fold_accents(raw) in _ALONE_PHRASES:
        alone = True
    return Parsed(None if group == alone else "group" if group else "individual")


_GROUP = frozenset(("group", "groups", "grp", "g", "grupo", "grupal"))
_ALONE = frozenset(("individual", "individually", "ind", "indiv", "i"))
_ALONE_PHRASES = frozenset(("1 1", "1 on 1", "one on one", "1 to 1", "one to one"))

parse_band = Words(
    "cell.band",
    {
        "infant": "infant|infants|infant toddler|infants toddlers|0-3|0 to 3|birth-3|birth to 3|"
        "birth to three|0-36 months|0-36 mo|0 to 36 months|birth-36 months|birth to 36 months|"
        "prenatal-3|prenatal to 3|prenatal to three|prenatal-36 months|under 3|imh|imh-e|"
        "infancy|bebés|0-3 años|0-3 years",
        "early": "early|early childhood|3-5|3 to 5|3-6|3 to 6|3-<6|3 up to 6|three to six|"
        "3-5 years|3-6 years|preschool|pre-school|ecmh|ecmh-e|niñez temprana|3-6 años",
        "both": "both|both bands|0-5|0 to 5|0-6|0 to 6|birth-5|birth to 5|birth to five|"
        "birth-6|birth to 6|birth to six|prenatal-5|prenatal to 5|prenatal-6|iecmh|iecmh-e|"
        "i/ecmh|i/ecmh-e|infant and early childhood|infant & early childhood|"
        "infant/early childhood|0-5 years|0-6 years|ambos",
    },
)
"""Read an age band: "infant", "early" or "both"."""

parse_used_for = Words(
    "cell.used_for",
    {
        "application": "application|applying|initial|initial application|initial endorsement|app|"
        "first endorsement|first application|applied|solicitud",
        "renewal": "renewal|renew|renewing|annual renewal|renewals|ren|renovación",
    },
)
"""Read what hours were used for: "application" or "renewal"."""

parse_audit = Words(
    "cell.audit",
    {
        "selected": "selected|selected for audit|chosen|picked|in audit|under audit|being audited|"
        "pending|audit pending|in progress|open|seleccionado|seleccionada",
        "passed": "passed|pass|audit passed|passed audit|cleared|aprobado|aprobada",
        "failed": "failed|fail|audit failed|failed audit|not passed|did not pass|"
        "reprobado|reprobada",
        "none": "none|no|n|no audit|not selected|not audited|not chosen|ninguna|ninguno",
    },
)
"""Read the audit of a renewal: "selected", "passed", "failed" or "none"."""

parse_paid = Words(
    "cell.paid",
    {
        True: "paid|yes|y|x|true|employed|employee|salaried|pagado|remunerado|si|sí",
        False: "unpaid|not paid|no|n|false|volunteer|voluntary|volunteering|no pagado|voluntario",
    },
)
"""Read whether work is paid."""

parse_result = Words(
    "cell.result",
    {
        True: "passed|pass|p|yes|y|passing|aprobado|aprobada|aprobó",
        False: "failed|fail|f|no|n|not passed|did not pass|no pass|reprobado|reprobada|no aprobado",
    },
)
"""Read whether an exam was passed."""

parse_part = Words(
    "cell.part",
    {
        "1": "1|part 1|part i|i|part one|one|first|1st|mcq|multiple choice|multiple-choice|parte 1",
        "2": "2|part 2|part ii|ii|part two|two|second|2nd|essay|essays|vignettes|vignette|"
        "open-ended|written|parte 2",
        "": "both|both parts|whole|whole exam|full|full exam|1 and 2|1 & 2|1+2",
    },
)
"""Read which part of the exam a row is about; "" is the whole of it."""

parse_rater_role = Words(
    "cell.rater_role",
    {
        "supervisor": "supervisor|current supervisor|direct supervisor|program supervisor|"
        "programme supervisor|administrative supervisor|work supervisor|supervisor (current)|"
        "current program supervisor|department supervisor|department chair|supervisora",
        "rsc_provider": "quien da rsc|supervisor reflexivo|"
        "rsc provider|rs provider|rs/c provider|rsc|rs/c|provider of rsc|"
        "reflective supervisor|reflective supervision|reflective consultant|"
        "reflective supervision provider|reflective supervisor/consultant|"
        "reflective supervision/consultation provider|rsc supervisor|supervisora reflexiva",
        "colleague": "colleague|co-worker|coworker|peer|team member|colega",
        "teacher": "teacher|trainer|instructor|professor|teacher/trainer|teacher or trainer|"
        "university instructor|maestra|maestro|profesor|profesora",
        "supervisee": "supervisee|rsc receiver|receiver of rsc|rsc supervisee|student|"
        "student taught|student supervised|person supervised|supervisado|supervisada",
        "parent": "parent|service recipient|parent/service recipient|family|client|"
        "parent or service recipient|padre|madre",
        "other": "other|board member|consultant|mentor|cda mentor|friend|otro|otra",
    },
)
"""Read what a rater is to the applicant."""

parse_work_kind = Words(
    "cell.work_kind",
    {
        "direct": "direct|direct service|direct services|direct work|direct practice|clinical|"
        "direct work with families|work with families|families|home visiting|early intervention|"
        "prevention|therapy|treatment|dyadic therapy|dyadic psychotherapy|servicio directo",
        "giving_rsc": "dar rsc|da rsc|"
        "giving rsc|gives rsc|provides rsc|providing rsc|rsc|rs/c|rsc provider|"
        "reflective supervision|reflective supervisor|providing reflective supervision",
        "internship": "internship|intern|graduate internship|practicum|field placement|pasantía",
        "leadership": "leadership|leader|practice leadership|practice leader|liderazgo",
        "policy": "policy|policy work|administration|program administration|policy/administration|"
        "policy leadership|program administrator|administrative|política",
        "teaching": "teaching|university teaching|faculty|instructor|professor|docencia",
        "research": "research|researcher|published research|investigación",
        "volunteer": "volunteer|volunteering|volunteer work|voluntary|voluntario|voluntariado",
        "other": "other|otro|otra",
    },
).several
"""Read what kind of work a job was; several may stand in one cell."""

parse_standing = Words(
    "cell.standing",
    {
        "endorsed": "endorsed|active|current|good standing|in good standing|reinstated|renewed|"
        "acreditado|acreditada|con acreditación",
        "emerging": "emerging|emerging ers|emerging frs|en formación",
        "vetted": "vetted|vetted provider|vetted by association|approved (vetted)|visto bueno|"
        "con visto bueno",
        "lapsed": "lapsed|expired|not renewed|vencido|vencida",
        "inactive": "inactive|on leave|retired|emeritus|emerita|inactivo|inactiva",
        "sanctioned": "sanctioned|suspended|licence sanctioned|license sanctioned|sancionado|"
        "sancionada",
        "removed": "removed|removed from registry|withdrawn|deleted|no longer a provider|"
        "dado de baja|dada de baja",
    },
)
"""Read the status of an RSC provider."""

parse_waiver_kind = Words(
    "cell.waiver_kind",
    {
        "extension": "extension|extended|extended deadline|more time|deadline extension|prórroga",
        "leave": "leave|leave of absence|medical leave|parental leave|maternity leave|"
        "paternity leave|family leave|sick leave|on leave|fmla|licencia|permiso",
        "amnesty": "amnesty|waived|waiver|full waiver|forgiven|amnistía",
        "hours": "hours|fewer hours|reduced hours|hours reduced|reduction of hours|horas",
    },
)
"""Read what kind of waiver was granted."""

parse_membership_kind = Words(
    "cell.membership_kind",
    {
        "individual": "individual|personal|ind|individual member|individual membership|student|"
        "individual (student)|professional",
        "organisational": "organisational|organizational|organisation|organization|org|agency|"
        "agency membership|group|corporate|institutional|organizacional",
    },
)
"""Read whether a membership is that of a person or of an organisation."""


def parse_exam_part(raw: Raw) -> Parsed[str]:
    """Read which part of the exam a row is about; a number will do."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw in (1, 2):
        return Parsed(str(int(raw)))
    return parse_part(raw)


def parse_exam_result(raw: Raw) -> Parsed[bool]:
    """Read whether an exam was passed; "pending" is no result yet, as good as blank."""
    waiting = isinstance(raw, str) and fold_accents(raw) in _NO_RESULT
    return _tick(raw) or (Parsed(None) if waiting else parse_result(raw))


_NO_RESULT = frozenset(("pending", "waiting", "in review", "being scored", "not yet", "scheduled"))


def parse_whether_paid(raw: Raw) -> Parsed[bool]:
    """Read whether work is paid, in words or as a tick."""
    return _tick(raw) or parse_paid(raw)


def _tick(raw: Any) -> Parsed[bool] | None:
    """Read TRUE and FALSE of a tick box, and a tick."""
    if isinstance(raw, str) and not isinstance(raw, CellError) and plain(raw) in _TICKS:
        return Parsed(True)
    return Parsed(raw) if isinstance(raw, bool) else None


_TICKS = frozenset("✓✔☑✅")
