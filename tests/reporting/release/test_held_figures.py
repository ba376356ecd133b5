"""Words are one more place where a figure is shown that the tables hold back."""

import pytest

from selfassess.reporting.content.read import read
from selfassess.reporting.content.schema import ReportContent
from selfassess.reporting.release.marking import MarkedSentence, marked_texts
from tests.reporting import sample

FIGURES = (  # of MASH: code by code its name, unit, figure, and part and whole
    ("Children who went missing from home", "count", "3", None),
    ("Children who came back the same day", "count", "17", None),
    ("Children reported missing in all", "count", "20", None),
    ("Visits made within two days", "%", "85", ("34", "40")),
    ("Audits of plans with a good grade", "%", "92.5", ("37", "40")),
    ("Return interviews held in time", "%", "66.7", None),
)


def content(text: str, where: int | str = 1) -> ReportContent:
    """A report in which this is all that is said, in an area by its place or in the overview. Its
    tables hold back all figures of MASH but the total of 20, and 85%."""
    whole = sample.stored()
    for area in whole["areas"]:
        for section in area["sections"]:
            for answer in section["answers"]:
                answer["answer"] = ""
    whole["overview"].update(text="", first_page="")
    if where == "overview":
        whole["overview"]["text"] = text
    else:
        whole["areas"][where]["sections"][0]["answers"][0]["answer"] = text
    mash = whole["areas"][1]
    like = mash["indicators"][0]
    mash["indicators"] = [
        like
        | {"code": f"AA{at:02}", "name": name, "unit": unit, "value": value, "comment": ""}
        | {"series": [], "outturns": [], "measure": like["measure"] | measure(value, parts)}
        for at, (name, unit, value, parts) in enumerate(FIGURES)
    ]
    return read(whole)


def measure(value: str, parts: tuple[str, str] | None) -> dict:
    numerator, denominator = parts or (None, None)
    return {"shown": value, "numerator": numerator, "denominator": denominator}


def sentence(text: str, where: int | str = 1) -> MarkedSentence:
    texts = [one for of in marked_texts(content(text, where)).values() for one in of]
    return next(one for text_ in texts for one in text_.sentences if one.text == text)


@pytest.mark.parametrize(
    "text",
    [
        "17 of the 20 came back the same day.",
        "Seventeen were back the same day.",
        "92.5% had a good grade.",
        "93% of audits of plans had a good grade.",  # a half that was rounded up
        "92% of audits of plans had a good grade.",
        "Audits stand at 92.5 per cent.",
        "7.5% had another grade.",  # the others of the same whole
        "85% of those who were reported missing came back.",  # of 20, as the tables show
        "Fifteen per cent of those reported missing did not come back.",
        "Nine return interviews were held.",  # 66.7% in time, as the tables show
    ],
)
@pytest.mark.parametrize("where", [1, "overview"])
def test_what_the_tables_hold_back_is_marked(text, where):
    assert sentence(text, where).is_marked


@pytest.mark.parametrize(
    "text",
    [
        "Seventeen children who came back the same day were seen.",
        "Of audits of plans, 7.5% had another grade.",
    ],
)
def test_in_another_area_where_a_sentence_says_what_is_counted(text):
    assert sentence(text, 4).is_marked


@pytest.mark.parametrize(
    "text",
    [
        "Seventeen schools took part.",
        "85% of visits were in time.",
        "Nine in ten plans are good.",
        "90 return interviews were held.",
    ],
)
def test_what_they_show_or_do_not_count_is_not(text):
    assert not sentence(text).is_marked


def test_a_sentence_that_tells_a_small_number_and_a_figure_is_marked_for_both():
    """Its passages are of two kinds, and stand in the order of the text."""
    told = sentence("Three went missing, and 17 came back the same day.")
    assert [one.start for one in told.passages] == sorted(one.start for one in told.passages)
    assert {"tables" in why for why in told.why} == {True, False}
    assert not told.can_be_released
