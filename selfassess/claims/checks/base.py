"""What a check is. Each stands in a file of its own and is registered in `checks/registry.py`.

A finding about a number has the number's own place as `start` and `end`, so that it can be counted
which numbers agree; one about a sentence has the sentence's; one about what is not there 0 and 0.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
AreaCheck = Callable[[Sequence[ReadParagraph], Known], Iterable[Finding]]  # of all of an area
# Of all areas together, for those alone who may read them all
CouncilCheck = Callable[
    [Mapping[str, Sequence[ReadParagraph]], Mapping[str, Known]], Iterable[Finding]
]
