"""The annual self-evaluation's chapters, in reading order."""

from selfassess.reporting.chapters import Chapter

from .schema import Annual

QUESTIONS = (
    (
        "know",
        "What do you know about the quality and impact of social work practice in your local "
        "authority?",
    ),
    ("how", "How do you know it?"),
    (
        "plans",
        "What are your plans for the next 12 months to maintain or improve practice?",
    ),
)


def chapters(content: Annual) -> list[Chapter]:
    """Return the chapters in reading order; links and bookmarks lead to their anchors."""
    return [
        Chapter("year", "The year at a glance"),
        *(Chapter(key, title, number) for number, (key, title) in enumerate(QUESTIONS, 1)),
        Chapter("indicators", "Indicators over the year"),
        Chapter("sign-off", "Sign-off"),
        Chapter("about", "About this document"),
    ]


def titles(content: Annual) -> dict[str, str]:
    """Return the title of every anchor that a link may lead to."""
    areas = {f"know-{area.slug}": area.name for area in content.areas}
    figures = {f"year-{one.code}": one.name for area in content.areas for one in area.indicators}
    return {chapter.anchor: chapter.title for chapter in chapters(content)} | areas | figures
