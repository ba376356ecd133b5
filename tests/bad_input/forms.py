"""The forms in which things are typed."""

from dataclasses import dataclass, field

AREA = "/2020-21-q2/mash"


@dataclass
class Form:
    """A page on which things are typed: a post that is good but for the field that is tried."""

    address: str
    good: dict[str, str]
    numbers: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


FORMS = {
    "audit": Form(
        f"{AREA}/evidence/audits/add/",
        {"theme": "Visits", "month": "July 2020", "unit": "cases"},
        numbers=["cases", "good", "outstanding", "inadequate", "not_graded"],
        dates=["month"],
        texts=["learning"],
    ),
    "voice": Form(
        f"{AREA}/evidence/voices/add/",
        {"whose": "staff", "how": "Survey", "said": "Good."},
        texts=["said", "changed"],
    ),
    "further figure": Form(
        f"{AREA}/evidence/facts/add/",
        {"label": "Contacts", "period": "July"},
        numbers=["value", "out_of"],
        texts=["note"],
    ),
    "strength": Form(
        f"{AREA}/strengths/strengths/add/", {"text": "We listen."}, texts=["text", "evidence"]
    ),
    "action": Form(
        f"{AREA}/development/actions/add/",
        {"text": "Listen more."},
        dates=["due"],
        texts=["text", "impact"],
    ),
    "indicators": Form(
        f"{AREA}/indicators/",
        {},
        numbers=["MA03-value", "MA03-numerator", "MA03-denominator", "MA01-value"],
        texts=["MA03-comment"],
    ),
    "rating": Form(f"{AREA}/rating/", {}, numbers=["rating-value"], texts=["rating-text"]),
    "what do you know": Form(f"{AREA}/know/", {}, texts=["know-text"]),
}
