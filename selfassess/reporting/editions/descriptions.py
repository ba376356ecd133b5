"""What a cover and a list of editions say of each of them, and of those who read it."""

from msgspec import Struct

from services.registry import find_area

FULL, SCRUTINY, SUMMARY, JUDGEMENTS = "full", "scrutiny", "summary", "judgements"
WHOLE = (FULL, SCRUTINY, JUDGEMENTS)  # with all chapters
COUNCIL_ONLY = "Share it only with people who need it for their work."


class Description(Struct, kw_only=True, frozen=True):
    """An edition in words. `area` has the name of the one area that it is of, or is empty."""

    key: str
    name: str
    prepared_for: tuple[str, ...]
    handling: str
    readers: str
    area: str = ""
    number: int = 0  # of a public edition that goes out

    @property
    def file_key(self) -> str:
        """Under which its files are stored (`ReportFile.cut`)."""
        return f"public-{self.number}" if self.number else self.key

    @property
    def for_all(self) -> bool:
        return not self.area

    @property
    def is_whole(self) -> bool:
        return self.key in WHOLE

    @property
    def is_public(self) -> bool:
        return self.key == SCRUTINY

    @property
    def is_by_judgement(self) -> bool:
        return self.key == JUDGEMENTS


EDITIONS = {
    FULL: Description(
        key=FULL,
        name="Full report",
        prepared_for=(
            "The Director of Children’s Services",
            "Ofsted and the improvement board",
        ),
        handling=COUNCIL_ONLY,
        readers="For the director, Ofsted and the improvement board. All of it, as it was "
        "written. Not for the public.",
    ),
    SCRUTINY: Description(
        key=SCRUTINY,
        name="Scrutiny edition",
        prepared_for=("The scrutiny committee", "The public"),
        handling="Words that nobody has released and numbers from 1 to 5 are held back.",
        readers="For the scrutiny committee and the public, once the version is issued. "
        "Ratings, indicators and states, and the words that the director has released. Small "
        "numbers are held back.",
    ),
    SUMMARY: Description(
        key=SUMMARY,
        name="Summary",
        prepared_for=("The chief executive", "The lead member for children"),
        handling=COUNCIL_ONLY,
        readers="For the chief executive and the lead member. Two pages: where each area "
        "stands. Nothing is held back in it, so it is not for the public.",
    ),
    JUDGEMENTS: Description(
        key=JUDGEMENTS,
        name="By Ofsted’s judgement",
        prepared_for=(
            "The Director of Children’s Services",
            "Ofsted and the improvement board",
        ),
        handling=COUNCIL_ONLY,
        readers="For the director and those who prepare for an inspection. All of the full report, "
        "under help and protection, children in care, care leavers and leaders. Not for the "
        "public.",
    ),
}


def one_area(slug: str, name: str) -> Description:
    return Description(
        key=slug,
        name=f"{name} only",
        prepared_for=("The management meeting of the service area",),
        handling=COUNCIL_ONLY,
        readers="For the area’s own managers, to print before their meeting. Not for the public.",
        area=name,
    )


def name_of(key: str) -> str:
    """How lists of editions call the one with this key."""
    if described := EDITIONS.get(key):
        return described.name
    return one_area(key, str(find_area(key).verbose_name)).name
