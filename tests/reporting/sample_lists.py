"""The lists beside the words of the invented council's areas, as the first schema stores them."""

from collections import Counter
from decimal import Decimal

import msgspec

from performance.charts import chart_data

STATUSES = ("On target", "Within tolerance", "Off target", "Not judged", "Not due", "No data")
QUARTERS = ("Q3 2019/20", "Q4 2019/20", "Q1 2020/21")
SECTIONS = {
    "strengths": "Strengths",
    "development": "Areas for development",
    "indicators": "Indicators",
    "rating": "Rating, 0 to 10",
}


def add_lists(content: dict) -> dict:
    """Put lists into a content that has words only; an area left out has none."""
    total: Counter = Counter()
    for number, area in enumerate(content["areas"]):
        if area["included"]:
            area.update(lists_of(number))
            area["sections"] += [
                {"key": key, "title": title, "answers": []} for key, title in SECTIONS.items()
            ]
            total.update(area["indicator_counts"])
    content["indicator_counts"] = {"now": dict(total), "before": dict(total)}
    content["heat"] = {
        "quarters": list(QUARTERS),
        "by_area": {
            area["slug"]: [None, "6", area["rating"]["value"]]
            for area in content["areas"]
            if "rating" in area
        },
    }
    return content


def lists_of(number: int) -> dict:
    indicators = [indicator(f"AA{which:02}", which) for which in range(1, 8)]
    counts = Counter(one["status"] for one in indicators)
    rating = {"value": "6.5", "shown": "6.5", "previous": "6", "change": "0.5"}
    unrated = {"value": None, "shown": "Not rated", "previous": "", "change": None}
    return {
        "rating": unrated if number == 6 else rating,
        "charts": charts(),
        "evidence": {
            "audits": [audit("Plans for children"), audit("Supervision", oddity=True)],
            "voices": [
                {
                    "whose": "Families and carers",
                    "how": "Nine telephone calls",
                    "said": "They want fewer changes of worker.",
                    "changed": "A change of worker now needs a manager’s word.",
                }
            ],
            "facts": [
                {
                    "label": "Families who moved away",
                    "group": "",
                    "shown": "7",
                    "period": "April to June 2020",
                    "source": "case system",
                    "earlier": "9",
                    "note": "",
                }
            ],
        },
        "strengths": [
            {"text": "Visits have a purpose.", "evidence": "- 24 records read\n- 15 of them good"},
            {"text": "Schools answer fast.", "evidence": ""},
        ],
        "actions": [action(which) for which in range(4)],
        "indicators": indicators,
        "indicator_counts": {status: counts[status] for status in STATUSES},
    }


def audit(theme: str, *, oddity: bool = False) -> dict:
    return {
        "theme": theme,
        "aspect": "",
        "month": "May 2020",
        "method": "read by two managers",
        "cases": 24,
        "grades": {
            "outstanding": "",
            "good": "15",
            "requires_improvement": "7",
            "inadequate": "3" if oddity else "2",
            "not_graded": "",
        },
        "oddity": "The grades add up to 25, not to 24 cases." if oddity else "",
        "learning": "Write down what supervision changed.\n\nThen look again.",
    }


def action(which: int) -> dict:
    return {
        "text": "Read every plan with the child in mind, and send back those that do not fit.",
        "impact": "Children know what will happen next.",
        "owner": "" if which == 3 else "Head of service",
        "status": ("Under way", "Not started", "Done", "Under way")[which],
        "is_finished": which == 2,
        "first_due": "2020-03-31",
        "due": None if which == 3 else f"2020-0{4 + which * 2}-30",
        "moved": which,
        "carried": which,
        "overdue": which == 0,
        "needs_update": which == 1,
        "progress": "" if which == 1 else "Half of the plans are read.",
        "reason": "The second reader left." if which else "",
        "difference": "Fewer plans come back." if which == 2 else "",
    }


def indicator(code: str, which: int) -> dict:
    status = STATUSES[which % len(STATUSES)]
    value = "" if status == "No data" else f"{80 + which}.5%"
    return {
        "code": code,
        "name": f"Visits made on time, kind {which}",
        "core": which < 3,
        "unit": "%",
        "direction": "Higher is better",
        "status": status,
        "reason": "Too few to judge: 3 of 4." if status == "Not judged" else "",
        "target": "" if status == "Not judged" else "90%",
        "target_value": "90",
        "value": value,
        "measure": measure("case system", value) if value else None,
        "others": [measure("team’s own count", "82%")] if which == 2 else [],
        "why_adopted": "The case system counts every visit." if which == 2 else "",
        "series": [
            {"quarter": quarter, "shown": f"{70 + place}%", "value": f"{70 + place}"}
            for place, quarter in enumerate(QUARTERS)
        ],
        "outturns": [{"year": "2018/19", "shown": "75% in the year 2018/19"}],
        "comment": "One team has two vacancies." if status == "Off target" else "",
        "comparators": [],
    }


def measure(source: str, shown: str) -> dict:
    return {
        "shown": shown,
        "source": source,
        "period": "the quarter",
        "as_at": "2020-06-30",
        "provisional": True,
        "numerator": "82",
        "denominator": "100",
        "note": "",
    }


def charts() -> list[dict]:
    """One of bars with marks, one of lines with a gap."""
    rows = [
        ("Visits in time, a long name", Decimal("82.5"), Decimal(95)),
        ("Plans", Decimal(70), None),
    ]
    own, aims = [Decimal(80), None, Decimal("82.5")], [Decimal(90), Decimal(90), Decimal(95)]
    series = [(chart_data.OWN, "This council", own), (chart_data.TARGET, "Target", aims)]
    return [
        stored_chart(chart_data.bars("in-time", "Visits and plans in time", rows, unit="%")),
        stored_chart(chart_data.lines("visits", "Visits in time", QUARTERS, series, unit="%")),
    ]


def stored_chart(drawing: chart_data.Drawing) -> dict:
    plain = msgspec.to_builtins(drawing)
    del plain["is_typed"]  # the first schema has no such key
    return plain
