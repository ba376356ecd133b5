"""Reading a page as a person's software does: by ids, labels and descriptions."""

from lxml import html


class Page:
    def __init__(self, text: str):
        self.tree = html.fromstring(text)

    def all(self, path: str) -> list:
        return self.tree.xpath(path)

    def one(self, path: str):
        [found] = self.all(path)
        return found

    def by_id(self, key: str):
        return self.one(f"//*[@id='{key}']")

    def words(self, path: str) -> str:
        return " ".join(self.one(path).text_content().split())

    def description(self, element) -> str:
        """What a screen reader says after the name of a control."""
        ids = element.get("aria-describedby", "").split()
        return " ".join(" ".join(self.by_id(key).text_content().split()) for key in ids)
