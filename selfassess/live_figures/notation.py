"""How a live figure is written: `{MA03}`, `{MA03 last quarter}`, `{MA03 numerator a year ago}`,
`{MA03 target}`, `{MA03 England}`. Braces that shall stay braces are doubled: `{{MA03}}`. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from selfassess.quarters.dates import QuarterPeriod

# Whatever begins with the code of a KPI is meant as a live figure, so that a slip is understood or
# named, and not printed. What begins otherwise, such as “{see above}”, is text. The pattern of a
# migration is its own: texts that look like one when this one changes are noted there.
WRITTEN = re.compile(
    r"(?<!\{)(\{++)([^\S\n]{0,3}[A-Za-z]{2}[0-9]{2,4}(?![0-9])[^{}\n]{0,60})(\}++)"
)
BEGUN = re.compile(r"(?<!\{)\{[^\S\n]{0,3}[A-Za-z]{2}[0-9]{2,4}(?![0-9])[^{}\n]{0,20}")
CODE = re.compile(r"\s*([A-Za-z]{2}[0-9]{2,4})(.*)")
BETWEEN = re.compile(r"[\s:,;.=–—-]+")  # “{MA03: target}” says the same
NAMED_QUARTER = re.compile(r"q([1-4]) (2[0-9]{3})/[0-9]{2}")


class Part(StrEnum):
    """What of a KPI is meant, as it is written behind the code."""

    VALUE = ""
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    CHANGE = "change"  # “up from 71.2%”: this quarter beside the one before
    TARGET = "target"
    ENGLAND = "England"
    REGION = "region"
    NEIGHBOURS = "neighbours"


class When(StrEnum):
    THIS_QUARTER = ""
    LAST_QUARTER = "last quarter"
    A_YEAR_AGO = "a year ago"


OFFICIAL = (Part.ENGLAND, Part.REGION, Part.NEIGHBOURS)
PARTS = {str(part).casefold(): part for part in Part}
WHENS = {str(when): when for when in When}
OF_ANY_QUARTER = (Part.VALUE, Part.NUMERATOR, Part.DENOMINATOR)  # the others are of this one


@dataclass(frozen=True)
class LiveFigure:
    """One notation, read. `when` is one of `When`, or the code of a quarter."""

    code: str
    part: Part = Part.VALUE
    when: str = When.THIS_QUARTER

    def __str__(self) -> str:
        when = self.when
        if when not in WHENS:
            when = QuarterPeriod.parse(when).name
        return f"{{{' '.join(filter(None, (self.code, self.part, when)))}}}"

    def quarter_in(self, quarter: str) -> str:
        """The quarter that it is of, in a text about `quarter`."""
        period = QuarterPeriod.parse(quarter)
        known = {
            When.THIS_QUARTER: period,
            When.LAST_QUARTER: period.before,
            When.A_YEAR_AGO: period.year_before,
        }
        return known[When(self.when)].code if self.when in WHENS else self.when


def notation_for(kpi: str, variant: str = "") -> str:
    """How a figure of a KPI is written: `{MA03}`, or `{MA03 last quarter}` for the variant “last
    quarter”. ValueError for a variant that there is not."""
    written = f"{kpi} {variant}".strip()
    if (figure := read(written)) is None:
        raise ValueError(f"“{written}” is no live figure.")
    return str(figure)


def read(written: str) -> LiveFigure | None:
    """What stands between the braces; None for a variant that nobody knows."""
    if not (begun := CODE.fullmatch(written)):
        return None
    code, rest = begun.groups()
    said = BETWEEN.sub(" ", rest).strip().casefold()
    part = next((p for name, p in PARTS.items() if name and said.startswith(name)), Part.VALUE)
    when = _when(said.removeprefix(str(part).casefold()).strip())
    if when is None or (when and part not in OF_ANY_QUARTER):
        return None
    return LiveFigure(code.upper(), part, when)


def code_in(written: str) -> str:
    """Of the KPI that is meant, also where nothing else can be understood."""
    begun = CODE.match(written)
    return begun[1].upper() if begun else written


def _when(said: str) -> str | None:
    if said in WHENS:
        return WHENS[said]
    if not (named := NAMED_QUARTER.fullmatch(said)):
        return None
    period = QuarterPeriod(int(named[2]), int(named[1]))
    return period.code if period.name.casefold() == said else None


def has_notation(text: str) -> bool:
    return "{" in text and WRITTEN.search(text) is not None


def written_in(text: str) -> list[str]:
    """Every live figure of a text as it is written, without braces, each once."""
    found = WRITTEN.finditer(text) if "{" in text else ()
    return list(dict.fromkeys(one[2] for one in found if not _is_doubled(one)))


def half_written(text: str) -> list[str]:
    """What is begun as a live figure and never closed, with the words that follow: “{MA03 of …”.
    It is printed as it stands, so somebody should see it before."""
    left = WRITTEN.sub("\n", text) if "{" in text else ""
    return [one[0].strip() for one in BEGUN.finditer(left)]


def replace(text: str, say: Callable[[str], str]) -> str:
    """The text as it reads. `say` gives the words for what stands between braces; doubled braces
    become single ones, and no figure."""

    return WRITTEN.sub(lambda one: _said(one, say), text) if "{" in text else text


def put(text: str, say: Callable[[str], str], start: int, end: int, instead: str) -> str:
    """The text with `instead` in the place of what reads from `start` to `end` in its words: those
    that `replace` gives. A live figure of which a part is meant goes as a whole."""
    ahead = 0  # how many characters the words are longer than the text so far
    first, last = start, end
    for one in WRITTEN.finditer(text):
        begins = one.start() + ahead
        ends = begins + len(_said(one, say))
        ahead = ends - one.end()
        if begins < start < ends:
            first = one.start()
        elif ends <= start:
            first = start - ahead
        if begins < end < ends:
            last = one.end()
        elif ends <= end:
            last = end - ahead
    return text[:first] + instead + text[last:]


def literal(text: str) -> str:
    """The text written so that its braces stay as they are: `replace` gives it back."""
    return WRITTEN.sub(r"{\g<0>}", text) if "{" in text else text


def _said(one: re.Match[str], say: Callable[[str], str]) -> str:
    said = one[2] if _is_doubled(one) else say(one[2])
    return f"{one[1][1:]}{said}{one[3][1:]}"


def _is_doubled(one: re.Match[str]) -> bool:
    return min(len(one[1]), len(one[3])) > 1
