"""What a check is. Each stands in a file of its own and is registered in `checks/registry.py`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..finding import Finding
from ..known import Known
from ..paragraph import Paragraph
from ..reader.sentence import Sentence


@dataclass(frozen=True)
class ReadParagraph:
    """A paragraph, and what the reader made of it."""

    paragraph: Paragraph
    sentences: Sequence[Sentence]


TextCheck = Callable[[ReadParagraph, Known], Iterable[Finding]]  # of one text at a time
AreaCheck = Callable[[Sequence[ReadParagraph], Known], Iterator[Finding]]  # of all of an area
