"""The words that stand in addresses. Importing this module makes them known to `path()`."""

from django.urls import register_converter

from selfassess.quarters.dates import CODE, YEAR


class Word:
    """A piece of an address that is text on both sides."""

    regex = r"[a-z][a-z0-9-]*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)


class QuarterCode(Word):
    regex = CODE


class YearCode(Word):
    regex = YEAR


class Version(Word):
    regex = r"(?:draft-|v)[1-9][0-9]{0,5}"


class FormatName(Word):
    regex = "docx|xlsx|json"


class UpOrDown(Word):
    regex = "up|down"


class KpiCode(Word):
    regex = "[A-Z]{2}[0-9]{2,4}"


class FindingKey(Word):
    regex = "[0-9a-f]{32}"


register_converter(Word, "area")
register_converter(QuarterCode, "quarter")
register_converter(YearCode, "year")
register_converter(Version, "version")
register_converter(FormatName, "form")
register_converter(UpOrDown, "way")
register_converter(KpiCode, "kpi")
register_converter(FindingKey, "key")
