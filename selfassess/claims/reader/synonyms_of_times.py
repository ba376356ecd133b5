"""How often and how long, by which KPIs are told, and what people write for it: see `synonyms`."""

TIMES = {
    "intime": (
        "timescale; time scale; timeframe; time frame; in time; on time; timely; timeliness; "
        "within time; promptly; prompt; punctual; punctually; timescales; within timescale; in "
        "timescale; within timescales; in timescales; within statutory timescale; within "
        "required timescale; timely manner; timely way; in a timely manner; in a timely way; "
        "inside timescale; expected timescale; in deadline; within deadline; within set time; on "
        "schedule; inside the deadline; met the deadline; inside "
        "the time limit; within the time limit; punctuality; in good time"
    ),
    "late": (
        "late; overdue; out of timescale; outside timescale; out of time; outside of timescale; "
        "not in time; outstanding; later than; longer than; delayed; beyond timescale; not in "
        "timescale; not within timescale; out of date; overran; outside the timescale; exceeded "
        "timescale; behind schedule; behind timescale; past the deadline; missed the deadline; "
        "after the deadline; over timescale"
    ),
    "uptodate": "up to date; uptodate; in date",
    "threeormore": (
        "three or more; 3 or more; three plus; at least three; more than two; 3 plus; three "
        "moves; three and more; three or more different; 3 or more different; three separate; "
        "more than three; at least 3"
    ),
    "twoormore": "two or more; 2 or more; at least two; at least 2; two plus; two and more",
    "twoyears": (
        "two years or more; 2 years or more; over two years; over 2 years; longer than two "
        "years; longer than 2 years; more than two years; more than 2 years; two years or "
        "longer; two or more years; 2 years or longer; 2 or more years; two years plus; at "
        "least two years; 2 years plus; two years and over; more than twenty four months; over "
        "24 months; more than 24 months; over two-years; beyond two years; two-year; at least 2 "
        "years; two years; 2 years"
    ),
    "day1": (
        "24 hours; 24hrs; 24 hrs; twenty four hours; one working day; 1 working day; one day; "
        "same day; within a day; 24 hour; one working-day; 24h; next working day; within day; "
        "in a day; 24-hour"
    ),
    "days15": (
        "15 days; 15 working days; fifteen days; fifteen working days; 15 day; 15 working-day"
    ),
    "days45": "45 days; 45 working days; forty five days; forty-five working days; 45 day; 45-day",
    "days20": "20 working days; 20 days; twenty working days; 20 day; 28 days; twenty days",
    "weeks26": "26 weeks; 26 week; twenty six weeks; twenty-six weeks; 26-week; six months limit",
    "weeks20": "20 weeks; 20 week; twenty weeks; 20-week",
    "hours72": "72 hours; seventy two hours; 72 hrs; 72hrs; three days of return; 72-hour",
}
