"""Reading and sending pages as a browser does, hidden fields and all."""

import re
from html import unescape
from html.parser import HTMLParser


def words_on(response) -> str:
    """What the page holds, with signs instead of HTML's names for them."""
    return unescape(response.content.decode())


class _Form(HTMLParser):
    """The fields of the form in <main>, with what a browser would send for each."""

    def __init__(self):
        super().__init__()
        self.fields: dict[str, str] = {}
        self.lists: dict[str, str] = {}
        self.buttons: list[str] = []
        self._in_main = False
        self._textarea = ""
        self._select = ""

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self._in_main = self._in_main or tag == "main"
        if not self._in_main:
            return
        if tag == "textarea":
            self._textarea = found["name"]
            self.fields[self._textarea] = ""
        elif tag == "select":
            self._select = found.get("name", "")  # a script's own is not sent
        elif tag == "option" and self._select:
            if "selected" in found or self._select not in self.lists:  # or the first
                self.lists[self._select] = found.get("value", "")
        elif tag == "button" and found.get("name"):
            self.buttons.append(found["name"])
        elif tag == "input" and (found["type"] not in ("radio", "checkbox") or "checked" in found):
            self.fields[found["name"]] = found.get("value", "")

    def handle_endtag(self, tag):
        self._in_main = self._in_main and tag != "main"
        if tag == "select":
            self._select = ""
        if tag == "textarea" and self._textarea:
            text = self.fields[self._textarea].replace("\r\n", "\n").removeprefix("\n")
            self.fields[self._textarea] = text.replace("\n", "\r\n")  # as browsers send it
            self._textarea = ""

    def handle_data(self, data):
        if self._textarea:
            self.fields[self._textarea] += data


def form_on(response) -> dict[str, str]:
    reader = _Form()
    reader.feed(response.content.decode())
    return reader.fields


def lists_on(response) -> dict[str, str]:
    """What is chosen in its lists, which a browser sends as well."""
    reader = _Form()
    reader.feed(response.content.decode())
    return reader.lists


def buttons_on(response) -> list[str]:
    reader = _Form()
    reader.feed(response.content.decode())
    return reader.buttons


def fill_in(client, url: str, **answers: str):
    """Open a page, type (`know_text="…"`), and save, or press a button (`stay=""`)."""
    return client.post(url, form_on(client.get(url)) | typed(**answers))


def typed(**answers: str) -> dict[str, str]:
    """Answers by their fields' names, in which Python allows no hyphens."""
    return {
        name.replace("_", "-") if re.search("^rating_|_text$", name) else name: text
        for name, text in answers.items()
    }
