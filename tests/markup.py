"""What must not be in a page: a style, script or handler of its own, or anything from elsewhere.
The content security policy would stop it, and the page would be broken where nobody looks. Nor a
role that an element of a table has by itself: HTML has no use for it, and browsers keep tables."""

from django.http import HttpResponse
from lxml import html

INLINE = "//style | //script[not(@src) and not(@type='application/json')]"  # data is never run
HANDLERS = "//@style | //@*[starts-with(name(), 'on')]"
FETCHED = "//script/@src | //link/@href | //img/@src | //use/@href | //iframe/@src"
SAID_TWICE = "//table/@role | //thead/@role | //tbody/@role | //tr/@role | //th/@role | //td/@role"
LED_TO = "//@href | //@action | //@formaction"


def faults_in(response: HttpResponse) -> list[str]:
    if not response.headers.get("Content-Type", "").startswith("text/html") or not response.content:
        return []
    page = html.document_fromstring(response.content.decode())
    inline = [f"<{element.tag}> in the page" for element in page.xpath(INLINE)]
    attributes = [
        *page.xpath(HANDLERS),
        *page.xpath(SAID_TWICE),
        *(url for url in page.xpath(FETCHED) if not url.startswith(("/", "#", "data:"))),
        *(url for url in page.xpath(LED_TO) if url.startswith("javascript:")),
    ]
    return inline + [
        f'{value.attrname}="{value}" on <{value.getparent().tag}>' for value in attributes
    ]
