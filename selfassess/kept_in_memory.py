"""What a process keeps in its memory as it is. A cache of Django's packs what it is given, which
costs as much as reading large things anew."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock


class KeptInMemory[Name: Hashable, Kept]:
    """As many things as `most` says: those that were kept last."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: OrderedDict[Name, Kept] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, name: Name) -> Kept | None:
        return self._kept.get(name)

    def keep(self, name: Name, kept: Kept) -> None:
        with self._lock:
            self._kept[name] = kept
            self._kept.move_to_end(name)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()
