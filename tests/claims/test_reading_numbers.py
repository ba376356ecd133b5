"""The reader of numbers: what it makes of sentences as people write them.

A number is told as “written: value unit”, with what else it is known by; one that is no figure by
its kind.
"""

from decimal import Decimal

from selfassess.claims.reader.read import read
from selfassess.claims.reader.sentence import Hedge, Number

FIGURES = {
    # per cent, points, rates
    "Checks were in time for 85% of them.": "85%: 85 %",
    "Checks were in time for 85.0 per cent.": "85.0 per cent: 85 %",
    "Ten percent were late.": "Ten percent: 10 %",
    "Ninety-seven per cent came.": "Ninety-seven per cent: 97 %",
    "It rose 0.5 percentage points.": "0.5 percentage points: 0.5 points change",
    "We are up 3 points.": "3 points: 3 points change",
    "There are 61 children per 10,000.": "61: 61 per 10,000 · 10,000: base",
    "The rate is 61.2 per 10000.": "61.2: 61.2 per 10,000 · 10000: base",
    # counts and their nouns
    "1,324 plans are open.": "1,324: 1324 plan",
    "There were 1938 contacts.": "1938: 1938 contact",
    "12 looked after children moved": "12: 12 child",
    "We hold 12 children reviews.": "12: 12 review",
    "There are 21 children’s homes.": "21: 21 home",
    "Three families were late.": "Three: 3 family",
    "a hundred and twelve referrals": "a hundred and twelve: 112 referral",
    "two thousand and five notes": "two thousand and five: 2005 note",
    "There are 7.5 full-time equivalent posts.": "7.5: 7.5 FTE",
    "6 ½ posts are free": "6 ½: 6.5 post",
    # money
    "It cost £2.4m.": "£2.4m: 2400000 £",
    "It cost £12,500 in all.": "£12,500: 12500 £",
    "It cost £500k or 1.2 million.": "£500k: 500000 £ · 1.2 million: 1200000",
    # parts of a whole
    "6 of 8 cases were good.": "6: 6 of 8 part · 8: 8 case whole",
    "In 6 out of 8 they were.": "6: 6 of 8 part · 8: 8 whole",
    "It was so in 6/8 audits.": "6: 6 of 8 part · 8: 8 audit whole",
    "4 of the 20 leavers (20%) stayed.": "4: 4 of 20 part · 20: 20 leaver whole · 20%: 20 % of 20",
    "We met 27 children, of whom 24 spoke.": "27: 27 child · 24: 24 of 27 part",
    "30 plans began, 18 of which were late.": "30: 30 plan · 18: 18 of 30 part",
    "Of the 7 cases, 3 were good and 4 were not.": (
        "7: 7 case whole · 3: 3 of 7 part · 4: 4 of 7 part"
    ),
    "We read 35% of 109 files.": "35%: 35 % of 109 · 109: 109 file whole",
    "3 out of every 4 homes (75%) are near.": ("3: 3 of 4 part · 4: 4 home whole · 75%: 75 % of 4"),
    "98% are complete (n=211).": "98%: 98 % of 211 · 211: 211 whole",
    "8/8 audits met it.": "8: 8 of 8 part · 8: 8 audit whole",
    "22 people (out of 31) came.": "22: 22 person of 31 part · 31: 31 whole",
    "Of these 23 were late and 4 were not.": "23: 23 · 4: 4",
    # one
    "Only one child moved.": "one: 1 child",
    "91% had one within a day.": "91%: 91 % · one: word",
    # shares in words
    "Half of them stayed.": "Half: 50 % about ±3",
    "A third of homes are near.": "A third: 33.3 % about ±3",
    "Nearly two thirds moved.": "two thirds: 66.7 % nearly ±5",
    "Over three quarters of plans are good.": "three quarters: 75 % over ±20",
    "Two cases and one plan in three.": "Two: 2 case · one plan in three: 33.3 % about ±3",
    "Four cases and issued in three.": "Four: 4 case · three: 3",
    "Four in five said so.": "Four in five: 80 % about ±3",
    "It is 1 in 10 of them.": "1 in 10: 10 % about ±3",
    "Costs fell by a third.": "a third: 33.3 % change about ±3",
    # hedges
    "About 40% came.": "40%: 40 % about ±5",
    "Just over 41% came.": "41%: 41 % just over ±0.5",
    "Nearly 1,300 contacts came.": "1,300: 1300 contact nearly ±50",
    "We reach over 80%.": "80%: 80 % over ±20",
    "It takes up to 28 weeks.": "28: 28 week under ±2",
    "approx. 25 letters came": "25: 25 letter about ±2.5",
    "<5 letters came": "5: 5 letter under ±10",
    # ranges
    "20 to 25% of visits": "20 to 25%: 20 to 25 %",
    "between 50 and 70 cases each": "50 and 70: 50 to 70 case",
    "20–25% of visits": "20–25%: 20 to 25 %",
    "It rose from 20 to 25%.": "20: 20 % · 25%: 25 %",
    "Proceedings took 12 v 14 weeks": "12: 12 · 14: 14 week",
    "The children’s 47 plans": "47: 47 plan",
    "At this stage 12 children came.": "12: 12 child",
    # with a colon
    "Section 20: 41 children": "20: reference · 41: 41 child",
    # lengths of time that measure
    "Proceedings took 34 weeks.": "34: 34 week",
    "They fell from 40 weeks to 33 weeks.": "40: 40 week · 33: 33 week",
    # changes
    "They fell by 12.": "12: 12 change",
    "We saw 9% more letters.": "9%: 9 % change",
    "There were 40 fewer.": "40: 40 change",
    "an increase of 8% on last year": "8%: 8 % change",
}

NO_FIGURES = {
    "It began in 2019 and 2019/20, 2019-20, 2013–14 and 2018-2019.": "year",
    "See the Children Act 1989 and Working Together 2018.": "year",
    "In Q1, in quarter 2, Quarter three and Q2/Q3 it rose.": "quarter",
    "By 31 March 2020, on 3rd June, in June 20 or by 01/04/2020.": "date",
    "In May 2019, Sept. 2019 and on 1st and 3rd June 20.": "date",
    "We open at 9am, 9.30am and 17:45, 24/7 or 9-5.": "time",
    "aged 16 to 17, 16-17 year olds, under 18s, 0-25 and 16+": "age",
    "children aged five and over, a 19-year-old, two year olds": "age",
    "They are 15 years 5 months and 10 years old.": "age",
    "within 24 hours, within 10 working days, in the last 12 months": "duration",
    "every three weeks, a 28-day limit, for two years or more": "duration",
    "It lasted six months, in two quarters, > 12 months, for 2+ years.": "duration",
    "within 20 miles, 3 miles away": "distance",
    "level 4, Levels 1, 2 & 3, Key Stage 2, KS4, grade 7, Year 11, tier 3": "level",
    "On a scale of 0 - 10, with 10 being best, in week ten": "level",
    "Yr 11 in wk 12": "level",
    "grade 4+ in Years 7-9": "level",
    "from birth to 5, 0-19, 14+, post-16": "age",
    "A visit at sixteen and a half, until ten.": "age",
    "section 47, s47, S.20, s47's, section 17 or 47, regulation 44": "reference",
    "Section 31(2), s.17/s.47, Reg 44/45, Art. 8, page 3 of 12, KPI 12": "reference",
    "Ref 20/1234, ZZ/20/114, Room 12, dial 999 or 0800 1111": "reference",
    "2.1 The service is good.": "reference",
    "COVID-19, form 7b, table 3, version 2.1.3": "reference",
    "Ring 01632 960 983 or write to ZZ1 2ZZ.": "reference",
    "His number is 999 000 1234.": "reference",
    "They had three or more placements.": "threshold",
    "It was the 3rd.": "ordinal",
    "All three services and the two teams stayed.": "word",
    "They work one to one and 1:1.": "ratio",
    "Both stayed, one of them and a couple of others.": "word",
}


def test_it_reads_the_numbers_that_measure_or_count():
    assert {text: told(text) for text in FIGURES} == FIGURES


def test_it_says_of_other_numbers_what_they_are():
    kinds = {text: {number.kind.value for number in read(text)[0].numbers} for text in NO_FIGURES}

    assert kinds == {text: {kind} for text, kind in NO_FIGURES.items()}


def test_a_number_after_a_month_or_a_year_is_a_figure_when_something_is_counted():
    assert told("In June 20 children came.") == "20: 20 child"
    assert told("2019 children live here.") == "2019: 2019 child"
    assert told("In 2019 children came.") == "2019: year"
    assert told("In May 85% came.") == "85%: 85 %"


def test_numbers_stand_where_the_text_has_them():
    text = "Nothing here.\n\n- We saw £2.4m, 27 children\n- and 6 of 8 (75%)."

    numbers = [number for sentence in read(text) for number in sentence.numbers]

    assert [text[number.start : number.end] for number in numbers] == [
        number.written for number in numbers
    ]
    assert [number.written for number in numbers] == ["£2.4m", "27", "6", "8", "75%"]


def told(text: str) -> str:
    return " · ".join(_told(number) for sentence in read(text) for number in sentence.numbers)


def _told(number: Number) -> str:
    if not number.is_figure:
        return f"{number.written}: {number.kind.value}"
    value = round(number.value, 1) if number.hedge and number.unit == "%" else number.value
    words = [_plain(value)]
    words += [f"to {_plain(number.upper)}"] if number.upper is not None else []
    words += [number.unit] if number.unit else []
    words += [f"of {number.whole}"] if number.whole is not None else []
    words += [number.role.value] if number.role.value != "other" else []
    words += (
        [number.hedge.value, f"±{_plain(number.about)}"] if number.hedge is not Hedge.NONE else []
    )
    return f"{number.written}: {' '.join(words)}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}" if value == value.to_integral_value() else str(value)
