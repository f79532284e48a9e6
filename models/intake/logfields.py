"""The fields of the logs and of the other tabs beside the roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.intake.commonfields import (
    ASSOCIATION,
    BAND,
    DATE,
    DEI_HOURS,
    EMAIL,
    END_DATE,
    HOURS,
    MEMBERSHIP_EXPIRES,
    MEMBERSHIP_START,
    NAME,
    PERSON_ID,
    RSC_TRAINING_HOURS,
    TITLE,
    TOPIC,
    USED_FOR,
)
from models.intake.field import Field, Role, field
from models.records import TableKind

RSC: Sequence[Field] = (
    PERSON_ID, NAME, EMAIL, DATE, END_DATE, HOURS,
    field("provider", Role.TEXT, "provider", "rsc provider", "provider name", "given by",
          "supervisor", "reflective supervisor", "consultant", "rsc provider name", "with",
          "facilitator"),
    field("mode", Role.TEXT, "individual or group", "individual/group", "group/individual",
          "mode", "type", "format", "group or individual", "ind/group", "i/g", "setting"),
    field("about_given", Role.YES_NO, "about RSC given", "about own rsc", "about rsc i give",
          "about the rsc given", "about rsc given?", "about rsc that is given",
          "about the rsc they give", "on rsc given"),
    BAND, USED_FOR,
)  # fmt: skip

MEMBERSHIPS: Sequence[Field] = (
    PERSON_ID, NAME, EMAIL, ASSOCIATION, MEMBERSHIP_START, MEMBERSHIP_EXPIRES,
    field("membership_kind", Role.TEXT, "membership kind", "kind", "type", "membership type"),
    field("proof", Role.SIGNED, "proof", "proof on file", "proof of membership", "written proof",
          "proof received", "proof?"),
)  # fmt: skip

REFERENCES: Sequence[Field] = (
    PERSON_ID, NAME, EMAIL,
    field("rater", Role.TEXT, "rater", "rater name", "reference", "reference name",
          "name of rater", "referee"),
    field("rater_email", Role.EMAIL, "rater e-mail", "rater email", "email of rater",
          "reference email", "rater email address", "referee email"),
    field("rater_role", Role.RATER_ROLE, "role", "rater role", "relationship", "rater type",
          "role of rater", "relationship to applicant"),
    field("rater_category", Role.CATEGORY, "rater category", "rater endorsement",
          "rater credential", "endorsement of rater", "rater's endorsement", "category of rater",
          "rater endorsed as"),
    field("vetted", Role.SIGNED, "vetted", "vetted?", "rater vetted", "vetted by phone",
          "vetted on"),
    field("vetted_by", Role.TEXT, "vetted by", "who vetted"),
    field("received", Role.DATE, "received", "date received", "received on", "rating received"),
)  # fmt: skip

WORK: Sequence[Field] = (
    PERSON_ID, NAME, EMAIL,
    field("employer", Role.TEXT, "employer", "agency", "program", "workplace"),
    field("job", Role.TEXT, "job", "job title", "position", "role", "title"),
    field("work_start", Role.DATE, "start date", "start", "from", "began", "work start",
          "date started"),
    field("work_end", Role.DATE, "end date", "end", "to", "until", "work end", "date ended"),
    field("work_kind", Role.WORK_KIND, "kind of work", "type of work", "work type", "work kind",
          "kind", "type", "nature of work"),
    field("paid", Role.PAID, "paid", "paid?", "paid or volunteer", "paid/volunteer",
          "paid/unpaid", "paid or unpaid", "volunteer or paid"),
    field("fte", Role.FTE, "FTE", "full or part time", "full time/part time", "full/part time",
          "share of full time", "percent time", "ft/pt", "full time or part time"),
    field("families", Role.COUNT, "families served", "families", "number of families",
          "number of families served", "# families", "# of families", "familias"),
    BAND,
    field("supervisor", Role.TEXT, "supervisor", "supervised by", "direct supervisor",
          "supervisor name", "name of supervisor", "name of direct supervisor"),
    field("internship", Role.YES_NO, "internship", "internship?", "is internship", "intern?"),
)  # fmt: skip

EXAM: Sequence[Field] = (
    PERSON_ID, NAME, EMAIL,
    field("part", Role.EXAM_PART, "part", "exam part", "section"),
    field("exam_date", Role.DATE, "exam date", "date", "date taken", "taken on"),
    field("score", Role.PERCENT, "score", "percent", "exam score", "score %", "per cent"),
    field("result", Role.EXAM_RESULT, "result", "outcome", "pass/fail", "passed", "passed?",
          "exam result"),
)  # fmt: skip

PROVIDERS: Sequence[Field] = (
    PERSON_ID, NAME._replace(headers=(*NAME.headers, "provider", "provider name")), EMAIL,
    field("provider_category", Role.CATEGORY, "category", "provider category", "credential",
          "endorsement", "level", "categories"),
    field("provider_status", Role.STANDING, "status", "provider status", "vetted or endorsed",
          "vetted/endorsed", "endorsed or vetted", "endorsed/vetted"),
    field("provider_from", Role.DATE, "from", "since", "start", "status from", "start date",
          "qualified from", "vetted on", "endorsed on", "vetted since"),
    field("provider_until", Role.DATE, "until", "to", "end", "status until", "end date",
          "qualified until", "vetted until", "expires"),
    ASSOCIATION,
    field("degree", Role.DEGREE, "degree", "highest degree", "education"),
    field("individual_group", Role.TEXT, "individual or group", "individual/group",
          "group or individual", "offers", "format", "individual, group or both"),
    field("accepts_outside", Role.YES_NO, "accepts people from outside", "accepts outside",
          "open to outsiders", "accepts outside people", "accepting from outside",
          "takes people from outside own organization", "outside own organization"),
    field("region", Role.TEXT, "region", "location", "county", "counties", "area served", "city"),
    field("remote", Role.YES_NO, "remote", "virtual", "online", "offers virtual", "telehealth"),
    field("languages", Role.TEXT, "languages", "language", "languages spoken", "idiomas"),
    field("opted_in", Role.SIGNED, "opted in", "ok to list", "list publicly", "public listing",
          "may be listed", "consent to list"),
)  # fmt: skip

EDUCATION: Sequence[Field] = (
    PERSON_ID, NAME, EMAIL,
    field("degree", Role.DEGREE, "degree", "highest degree", "degree earned", "degree level",
          "level", "qualification", "título"),
    field("degree_date", Role.DATE, "degree date", "date of degree", "degree conferred",
          "date conferred", "conferred", "conferred on", "graduation date", "graduated",
          "degree awarded", "date awarded", "degree conferred on", "date"),
    field("degree_field", Role.TEXT, "field of study", "field", "major", "subject", "discipline",
          "studied"),
    field("school", Role.TEXT, "school", "university", "college", "institution",
          "college or university", "universidad"),
)  # fmt: skip

WAIVERS: Sequence[Field] = (
    PERSON_ID,
    field("who", Role.TEXT, "who", *NAME.headers, "for", "for whom", "granted to", "applies to",
          "member or category", "name or category", "who or category"),
    EMAIL,
    field("what", Role.TEXT, "what", "requirement", "requirements", "rule", "rules",
          "what is waived", "waived", "about", "requirement waived"),
    field("waiver_kind", Role.WAIVER_KIND, "kind", "type", "waiver type", "kind of waiver",
          "type of waiver", "waiver", "granted"),
    field("reason", Role.TEXT, "reason", "why", "because", "grounds", "motivo"),
    field("approver", Role.TEXT, "approved by", "approver", "granted by", "decided by",
          "aprobado por"),
    field("waiver_from", Role.DATE, "from", "start", "start date", "starts", "begins",
          "granted on", "effective", "effective from", "since"),
    field("waiver_until", Role.DATE, "until", "to", "end", "end date", "ends", "ends on",
          "extended to", "extended until", "new deadline", "through", "expires", "valid until"),
    field("waiver_hours", Role.HOURS, "hours", "hours instead", "hours owed", "reduced to",
          "hours required", "hours asked instead"),
)  # fmt: skip

LOGS: Mapping[TableKind, Sequence[Field]] = {
    TableKind.TRAINING: (
        PERSON_ID, NAME, EMAIL, DATE, END_DATE, HOURS, TITLE, TOPIC, DEI_HOURS, RSC_TRAINING_HOURS,
        USED_FOR,
    ),
    TableKind.RSC: RSC,
    TableKind.MEMBERSHIPS: MEMBERSHIPS,
    TableKind.REFERENCES: REFERENCES,
    TableKind.WORK: WORK,
    TableKind.EXAM: EXAM,
    TableKind.PROVIDERS: PROVIDERS,
    TableKind.EDUCATION: EDUCATION,
    TableKind.WAIVERS: WAIVERS,
}  # fmt: skip
