"""The parts of a Word file that hold words, each as a tree. Like `docx_subprocess` it runs in a
process with limits.

The zip's directory is judged before anything is unpacked, and XML is read without entities and
without the network.
"""

import io
import re
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
LARGEST_PARTS = 20 * 1024 * 1024  # bytes of XML that are read
LARGEST_UNPACKED = 200 * 1024 * 1024  # of all parts; pictures are never unpacked
MOST_PARTS = 2_000
DOCUMENT = "word/document.xml"
READ = re.compile(
    r"word/((?:document|styles|comments|footnotes|endnotes)|(?:header|footer)\d*)\.xml"
)


class Refused(Exception):
    """Why the file is not read, as one word that `docx_file` makes a sentence of."""


def parts_of(data: bytes) -> dict[str, etree._Element]:
    """The parts that hold words. The zip's directory is judged before anything is unpacked."""
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise Refused("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "doc")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sizes = {part.filename: part.file_size for part in package.infolist()}
            names = {name for name in sizes if READ.fullmatch(name)}
            if len(sizes) > MOST_PARTS or sum(sizes.values()) > LARGEST_UNPACKED:
                raise Refused("large")
            if sum(sizes[name] for name in names) > LARGEST_PARTS:
                raise Refused("large")
            if any(name.lower().endswith("vbaproject.bin") for name in sizes):
                raise Refused("macro")
            if DOCUMENT not in names:
                raise Refused("other")
            return {name[5:-4]: parse(package.read(name)) for name in sorted(names)}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused("other") from error
    except etree.XMLSyntaxError as error:
        raise Refused("other") from error


def parse(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True
    )
    xml = xml.replace(STRICT.encode(), W[1:-1].encode())
    root = etree.fromstring(xml, parser)
    if root.getroottree().docinfo.doctype:
        raise Refused("entity")
    return root


def value(parent: etree._Element | None, *path: str) -> str | None:
    """The value of a setting such as pPr/pStyle; None when it is not set."""
    for name in path:
        if parent is None:
            return None
        parent = parent.find(W + name)
    return None if parent is None else parent.get(W + "val", "true")
