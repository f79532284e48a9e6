"""ROSTER_CATEGORY, ROSTER_SUGGEST and ROSTER_VERSION."""

from __future__ import annotations

from tests.addin.contract.case import AS_OF, Case, error

CASES = (
    Case("a code", "ROSTER_CATEGORY", ["IFS"], [["IFS"]]),
    Case("in words", "ROSTER_CATEGORY", ["Level II"], [["FS"]]),
    Case("a column, with blanks", "ROSTER_CATEGORY",
         [[["ifa "], [None], [" Infant Family Specialist"], ["IFS/ECFS"], [0], ["ifs\u00a0"]]],
         [["IFA"], [""], ["IFS"], ["IFS + ECFS"], [""], ["IFS"]]),
    Case("unknown", "ROSTER_CATEGORY", [[["IFX"], ["IFA"]]],
         [['"IFX" is no category that we know. Type a code such as IFA or ECFA.'], ["IFA"]]),
    Case("of two readings", "ROSTER_CATEGORY", ["Level IV"],
         [['"Level IV" is a Mentor, but not which: Clinical, Policy or Research/Faculty. Type for '
           "example IMHM-C."]]),
    Case("an error cell", "ROSTER_CATEGORY", [[[error("#N/A")], ["IFA"]]],
         [['"#N/A" is the error of a formula. Mend the formula, or type the value itself.'],
          ["IFA"]]),
    Case("in Spanish", "ROSTER_CATEGORY",
         [[["Infant Family Specialst"], ["IFA"]], [["language", "es"]]],
         [['"Infant Family Specialst" no es una categoría que conozcamos. ¿Quiso decir IFS?'],
          ["IFA"]]),
    Case("blank", "ROSTER_CATEGORY", [None], [[""]]),
    Case("a question that is not asked", "ROSTER_SUGGEST",
         [[["Question", "Answer"], ["Work", "home visitor"], ["Shoe size", 42]], AS_OF],
         [['answers, line 3: "Shoe size" is not asked here. What can be asked: work, ages, gives '
           "rsc, holds, degree, licence, work years, families, training hours, rsc hours."]]),
    Case("an answer that cannot be read", "ROSTER_SUGGEST", [[["gives RSC", "perhaps"]], AS_OF],
         [['answers, gives RSC: "perhaps" is neither yes nor no. Type yes or no, or leave the '
           "cell blank."]]),
)  # fmt: skip
