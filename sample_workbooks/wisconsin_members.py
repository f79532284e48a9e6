"""Members of the Wisconsin workbook who show how hours, signatures and memberships are judged."""

from __future__ import annotations

from datetime import date

from sample_workbooks.answers import (
    CANNOT_TELL,
    GAP,
    MEETS,
    NOT_APPLICABLE,
    OPEN,
    Claim,
    short,
    unclear,
)
from sample_workbooks.wisconsin_log import Member, Session, courses, monthly

DUE = date(2026, 12, 31)
TRAINING, DEI = "renewal.training", "renewal.training.dei"
GIVING, RSC = "renewal.training.rsc", "renewal.rsc"
MEMBERSHIP, ETHICS, AGREEMENT = "renewal.membership", "renewal.ethics", "renewal.agreement"
ABARA, ELLINGSON, MARSH = "Constance Abara", "Ruth Ellingson", "Helen Marsh"
RIVERS, LINDHOLM, NAVARRO = "Paul Rivers", "Tess Lindholm", "Gil Navarro"
YELLOW, ROSE, BLUE = "FFE599", "F4CCCC", "CFE2F3"
GROUP = monthly(ABARA, 12)
PAIRS = monthly(ELLINGSON, 6, 2, "Individual", day=20)
ENOUGH = courses("eq cf pl")  # 3 + 9 + 4 = 16, of which 3 on DEI
ALL_THERE = "16 of 15 hours (3 + 9 + 4), 3 of 3 on DEI, 12 of 12 of RSC, signed, a member."


def late(rule: str, at: str, have: float, need: float, more: str = "") -> Claim:
    """Claim hours that are missing after the deadline."""
    return short(rule, at, have, need, DUE, GAP, more)


MEMBERS: list[Member] = [
    Member("WI-001", "Amelia Thorpe", "IFS", MEETS, ALL_THERE,
           {"training": 16, "notes": "board member"}, courses("ab eq cf pl nf"), GROUP),
    Member("WI-002", "Bruno Castellan", "IFA", MEETS,
           "15 of 15 hours (9 + 3 + 3); one of them is on DEI and giving RSC and counts as DEI.",
           {}, courses("cf cu tr")),
    Member("WI-003", ABARA, "IMHM-C", MEETS,
           "Gives RSC: 18 of 15 hours (3 + 9 + 3 + 3), 3 of 3 on giving it; 12 of 12 of RSC.",
           {"training": 18, "gives": "yes"}, courses("eq cf fs tr"),
           monthly(MARSH, 12, mode="Individual", day=6)),
    Member("WI-004", "Delphine Rousseau", "IMHS", GAP, "4 hours of training are missing.",
           {"training": 11}, courses("eq pl tr sc"), GROUP,
           (late(TRAINING, "training", 11, 15, "3 + 4 + 3 + 1 = 11; total and log agree."),),
           notes={"training": "Called 12/18. Two certificates are coming, she says."}),
    Member("WI-005", "Edwin Marchetti", "ECFS", GAP, "3 hours of RSC are missing.",
           {}, ENOUGH, monthly(ABARA, 9),
           (late(RSC, "name", 9, 12, "Nine sessions of one hour."),),
           fills={"name": ROSE}),
    Member("WI-006", "Farida Osman", "IFS", GAP, "1.5 hours on DEI are missing.",
           {}, courses("dv cf pl rp"), GROUP,
           (late(DEI, "name", 1.5, 3, "One training of 1.5 hours on diversity."),)),
    Member("WI-007", "Gunnar Solberg", "IFS", MEETS,
           "Two credentials, one person: the same 16 hours and 12 of RSC count for both.",
           {}, ENOUGH, PAIRS),
    Member("WI-007", "Gunnar Solberg", "ECFS", MEETS,
           "Two credentials, one person: the same 16 hours and 12 of RSC count for both."),
    Member("WI-008", ELLINGSON, "IMHS", MEETS,
           "Gives RSC: 16.5 of 15 hours (3 + 9 + 3 + 1.5), 4.5 of 3 on giving it; 12 of RSC.",
           {"gives": "yes"}, courses("eq cf fs fh"), monthly(MARSH, 12, day=9)),
    Member("WI-008", ELLINGSON, "ERS", MEETS,
           "The second credential of the same person: the same hours count.",
           {"gives": "yes"}),
    Member("WI-009", "Ibrahim Saleh", "IMHS", GAP, "3 hours are missing, for both credentials.",
           {"training": 12}, courses("eq cf"), PAIRS,
           (late(TRAINING, "training", 12, 15, "3 + 9 = 12."),)),
    Member("WI-009", "Ibrahim Saleh", "ECMHS", GAP, "3 hours are missing, for both credentials.",
           {"training": 12}, claims=(late(TRAINING, "training", 12, 15, "3 + 9 = 12."),)),
    Member("WI-010", "Jocelyn Park", "IMHM-P", MEETS, "16 of 15 hours; no RSC is asked.",
           {}, ENOUGH),
    Member("WI-011", "Kwame Boadu", "IMHM-R/F", MEETS, "15 of 15 hours; no RSC is asked.",
           {"training": "15 hrs"}, courses("eq cf tr")),
    Member("WI-012", "Lucille Haas", "IFS", MEETS,
           "Endorsed in 2026: no hours and no signatures for this deadline; a member.",
           {"endorsed": date(2026, 3, 10), "submitted": date(2025, 12, 8),
            "ethics": None, "agreement": None}, courses("eq"), monthly(ABARA, 4, start=6)),
    Member("WI-013", "Milo Vandenberg", "IMHS", GAP,
           "Endorsed in 2026, so no hours are due; the membership is, and it has ended.",
           {"endorsed": date(2026, 11, 5), "submitted": date(2026, 7, 1),
            "starts": date(2026, 1, 1), "member": DUE}, courses("pl"),
           claims=(Claim(MEMBERSHIP, GAP, "member", "It ended on 31 December 2026.", due=DUE),)),
    Member("WI-014", "Nadine Achterberg", "IFS", GAP, "Only the membership: it has ended.",
           {"starts": date(2026, 1, 1), "member": DUE}, ENOUGH, GROUP,
           (Claim(MEMBERSHIP, GAP, "member", "It ended on 31 December 2026.", due=DUE),),
           notes={"member": "Paid by check? Ask the treasurer."}, fills={"member": YELLOW}),
    Member("WI-015", "Oskar Lehmann", "ECFA", OPEN, "All is enough; the membership ends soon.",
           {"starts": date(2026, 2, 1), "member": date(2027, 1, 31)}, ENOUGH,
           claims=(Claim(MEMBERSHIP, OPEN, "member",
                         "It ends on 31 January 2027, in 21 days.", due=date(2027, 1, 31)),)),
    Member("WI-016", "Petra Nyström", "IFS", CANNOT_TELL, "The cell for the Ethics is blank.",
           {"ethics": None, "agreement": "yes"}, ENOUGH, PAIRS,
           (unclear(ETHICS, "ethics", "Blank: nobody can say whether it was signed.", due=DUE),)),
    Member("WI-017", "Quentin Abbott", "IFA", GAP, "Neither signature of 2026 is there.",
           {"ethics": "no", "agreement": date(2025, 12, 2)}, courses("eq cf tr"),
           claims=(
               Claim(ETHICS, GAP, "ethics", '"no": not signed by 31 December 2026.', due=DUE),
               Claim(AGREEMENT, GAP, "agreement",
                     "Signed on 2 December 2025, which is before the cycle.", due=DUE),
           )),
    Member("WI-018", LINDHOLM, "IMHS", GAP,
           "Gives RSC; 1.5 hours on giving it are missing.",
           {"gives": "Y"}, courses("eq cf pl fh"), monthly(MARSH, 12, day=9),
           (late(GIVING, "name", 1.5, 3, "One training of 1.5 hours on giving RSC."),)),
    Member("WI-019", NAVARRO, "IMHM-C", GAP,
           "Is the provider in the RSC log, so gives RSC, and has no training on giving it.",
           {}, ENOUGH, monthly(MARSH, 6, 2, "Individual", day=9),
           (late(GIVING, "name", 0, 3, "He led sessions in 2026 by the RSC log."),)),
    Member("WI-020", "Theo Marchbanks", "IMHS", GAP, "4 hours of RSC are missing.",
           {"gives": "yes"}, courses("eq cf fs"),
           monthly(ABARA, 8) + monthly("Theo Marchbanks", 4, start=9),
           (late(RSC, "name", 8, 12, "8 with a provider; 4 with himself do not count."),)),
    Member("WI-021", "Ursula Finch", "ECMHS", GAP, "6 hours of RSC are missing.",
           {}, ENOUGH, monthly(NAVARRO, 6) + monthly("peers", 6, mode="Peer", start=7),
           (late(RSC, "name", 6, 12, "6 with a provider; 6 among peers do not count."),)),
    Member("WI-022", "Vikram Sethi", "IFS", CANNOT_TELL,
           "The log says 12 hours and the total 16: one is short, the other is not.",
           {"training": 16}, courses("eq cf"), GROUP,
           (
               unclear("total.disagrees", "training", "The log adds up to 12, the total says 16."),
               unclear(TRAINING, "training", "12 by the log is short, 16 by the total is enough.",
                       have=12, need=15, due=DUE),
           ),
           notes={"training": "Typed from his e-mail."}, fills={"training": YELLOW}),
    Member("WI-023", "Willa Brandvold", "IFS", CANNOT_TELL,
           "The log says 15 hours and the total 18: enough by both, and still not the same.",
           {"training": 18}, courses("eq cf tr"), PAIRS,
           (unclear("total.disagrees", "training",
                    "The log adds up to 15, the total says 18."),)),
    Member("WI-024", "Xenia Kostas", "IFA", GAP,
           "No entries in 2026: the total of 17 holds for training; for DEI there is only the log.",
           {"training": 17}, courses("ob ab"),
           claims=(late(DEI, "name", 0, 3, "The 3 hours on DEI in the log are of 2025."),)),
    Member("WI-025", "Yolanda Pruitt", "IFA", MEETS, "15 of 15 hours, 3 of 3 on DEI.",
           {}, courses("rp eq cf")),
    Member("WI-026", "Zachary Dunmore", "IFS", GAP,
           "Hours, RSC and membership are all missing.",
           {"starts": date(2025, 7, 1), "member": date(2026, 6, 30), "training": 6,
            "notes": "three letters, no answer"},
           courses("eq sl sc"), (Session(date(2026, 2, 3), date(2026, 2, 3), MARSH, 2),),
           (
               late(TRAINING, "training", 6, 15, "3 + 2 + 1 = 6."),
               late(RSC, "name", 2, 12, "One session of two hours."),
               Claim(MEMBERSHIP, GAP, "member", "It ended on 30 June 2026.",
                     due=date(2026, 6, 30)),
           ),
           notes={"name": "On leave since March. Inactive? Ask at the February meeting."},
           fills={"name": YELLOW, "member": ROSE}),
    Member("WI-027", "Agnes Holloway", "IFS", NOT_APPLICABLE, "Inactive: nothing is asked.",
           {"starts": date(2024, 1, 1), "member": date(2024, 12, 31), "ethics": None,
            "agreement": None}, word="Inactive"),
    Member("WI-028", "Bernard Quill", "IMHM-C", NOT_APPLICABLE, "Emeritus: nothing is asked.",
           {"ethics": None, "agreement": None}, word="Emeritus"),
    Member("WI-029", "Celia Montrose", "ECFS", MEETS,
           "Endorsed after the deadline: no hours are due for it; a member.",
           {"endorsed": date(2027, 1, 5), "submitted": date(2026, 9, 14),
            "ethics": None, "agreement": None}, word="Endorsed"),
]  # fmt: skip

PLAIN: list[Member] = [
    Member(f"WI-{number:03d}", name, category, MEETS, why, {}, trainings, sessions)
    for number, name, category, why, trainings, sessions in (
        (58, "Florence Tidewell", "IFS", ALL_THERE, ENOUGH, GROUP),
        (59, "Geoffrey Banks", "IFS", ALL_THERE, ENOUGH, PAIRS),
        (60, "Hazel Ostrander", "ECFS", ALL_THERE, ENOUGH, GROUP),
        (61, "Ignacio Perales", "IFA", "16 of 15 hours; no RSC is asked.", ENOUGH, ()),
        (62, "Judith Kranz", "IMHS", ALL_THERE, ENOUGH, PAIRS),
        (63, "Karim Benali", "IFS", ALL_THERE, ENOUGH, GROUP),
        (64, "Lavinia Stroud", "ECMHS", ALL_THERE, ENOUGH, PAIRS),
        (65, "Morris Quade", "IFA", "16 of 15 hours; no RSC is asked.", ENOUGH, ()),
        (66, "Nettie Froelich", "IFS", ALL_THERE, ENOUGH, GROUP),
        (67, "Orlando Baptista", "IMHS", ALL_THERE, ENOUGH, PAIRS),
        (68, "Prudence Ackley", "IFS", ALL_THERE, ENOUGH, GROUP),
        (69, "Rasheed Malone", "ECFS", ALL_THERE, ENOUGH, PAIRS),
    )
]
