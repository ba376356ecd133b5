"""Zip files whose bytes depend on their content alone, so that they can be compared."""

import io
import zipfile
from collections.abc import Iterable

NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can hold


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Zip named files in the order given, all with one date and the mode 0644."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files:
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, data)
    return out.getvalue()


def repack(data: bytes) -> bytes:
    """Return the same zip file without the times at which its files were made."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return pack((entry.filename, package.read(entry)) for entry in package.infolist())
