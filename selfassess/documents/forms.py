"""The forms to upload a document, to arrange its pieces, and to change one."""

import re
from typing import Any

from django import forms
from django.utils.text import Truncator

from performance.models import Kpi
from selfassess.forms import CouncilForm, DayField
from selfassess.quarters.dates import QuarterPeriod
from selfassess.quarters.models import Quarter
from services.registry import get_area

from . import docx_file
from .docx_file import LARGEST_FILE, Unreadable
from .models import Document
from .placing import Piece
from .placing.pieces import ACTIONS, FIGURES, SCORE, STRENGTHS

Choices = list[tuple[str, Any]]
NOWHERE = "/"
LONGEST_PIECE = 20_000  # characters
EMPTY_LINE = re.compile(r"\n\s*\n")


def places(areas: list[str]) -> Choices:
    """Area/place → its name, the areas as groups: each question, and each list."""
    groups: Choices = [(NOWHERE, "Leave it out")]
    for slug in areas:
        area = get_area(slug)
        inside: list[tuple[str, str]] = []
        for section in area.sections:
            if section.key in (STRENGTHS, ACTIONS):
                inside.append((f"{slug}/{section.key}", section.title))
            several = len(section.questions) > 1
            for question in section.questions:
                name = question.text.split(":")[0] if several else section.title
                name = f"{section.title} – {Truncator(name).words(8)}" if several else name
                if section.key == "rating":
                    name = "What supports the rating"
                inside.append((f"{slug}/{question.key}", name))
        inside.append((f"{slug}/{SCORE}", "Rating, 0 to 10"))
        inside.append((f"{slug}/{FIGURES}", "Figure of a KPI"))
        groups.append((str(area.verbose_name), inside))
    return groups


class UploadForm(CouncilForm):
    file = forms.FileField(
        label="Word document",
        allow_empty_file=True,
        help_text=f".docx, {LARGEST_FILE // 1024 // 1024} MB at most. The file is not kept.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )

    def __init__(
        self,
        *args: Any,
        quarters: list[Quarter],
        known: list[Quarter],
        areas: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["quarter"] = forms.ChoiceField(
            label="Into which quarter?",
            choices=[(quarter.code, quarter.name) for quarter in quarters],
            error_messages={"invalid_choice": "Select a quarter that is under way."},
        )
        self.fields["period"] = forms.ChoiceField(
            label="Of which quarter is the document?",
            help_text="Its figures and ratings go there, and nowhere else.",
            required=False,
            choices=[
                ("", "Another one: list its figures and ratings"),
                *((quarter.code, quarter.name) for quarter in known),
            ],
        )
        every = [("", "All that it tells of")] if len(areas) > 1 else []
        self.fields["area"] = forms.ChoiceField(
            label="Which service area?",
            required=False,
            choices=[*every, *((slug, str(get_area(slug).verbose_name)) for slug in areas)],
        )

    def clean_file(self) -> Any:
        """The bytes, after the document has been read into `read`."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:  # before its bytes are taken into memory
            raise forms.ValidationError(docx_file.TOO_LARGE)
        data = file.read()
        try:
            self.read = docx_file.read(data)
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error
        self.name = file.name
        return data

    @property
    def period(self) -> QuarterPeriod | None:
        code = self.cleaned_data["period"]
        return QuarterPeriod.parse(code) if code else None


class ArrangeForm(CouncilForm):
    """What to do with the pieces that are ticked. Their boxes stand beside them on the page."""

    place = forms.ChoiceField(label="Where the ticked pieces go", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Document, areas: list[str], **kwargs: Any) -> None:
        super().__init__(*args, initial={"version": document.version}, **kwargs)
        self.fields["place"] = forms.ChoiceField(
            label="Where the ticked pieces go", required=False, choices=places(areas)
        )
        self.fields["pieces"] = forms.TypedMultipleChoiceField(
            required=False,
            coerce=int,
            choices=[
                (str(n), "") for n, one in enumerate(document.pieces) if not one.get("heading")
            ],
            error_messages={
                "invalid_choice": "Somebody has rearranged this since you opened it. Look again."
            },
        )


class PieceForm(CouncilForm):
    """The words of a piece, and what its place asks besides."""

    text = forms.CharField(
        label="Text",
        max_length=LONGEST_PIECE,
        help_text="To make several pieces of it, put an empty line between them and press Split.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, piece: Piece, document: Document, **kwargs: Any) -> None:
        initial = vars(piece) | {"version": document.version}
        super().__init__(*args, initial=initial, **kwargs)
        if piece.place == STRENGTHS:
            self.fields["evidence"] = _words("How we know")
        elif piece.place == ACTIONS:
            self.fields["impact"] = _words("Impact")
            self.fields["owner"] = forms.CharField(label="Owner", required=False, max_length=200)
            self.fields["due"] = DayField(label="First date", required=False)
        elif piece.place == FIGURES or piece.value:
            self._ask_figure(piece)

    def _ask_figure(self, piece: Piece) -> None:
        kpis = Kpi.objects.of_area(piece.area) if piece.area else Kpi.objects.none()
        named = [(kpi.code, f"{kpi.code} {kpi.name}") for kpi in kpis]
        if piece.place != SCORE:
            self.fields["kpi"] = forms.ChoiceField(
                label="Which KPI?", required=False, choices=[("", "None"), *named]
            )

    def clean_text(self) -> str:
        """Browsers send a line's end as two characters."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def pieces(self, piece: Piece, *, split: bool) -> list[Piece]:
        """The piece as it is now, or its parts: the first keeps what else was said of it."""
        said: dict[str, Any] = {
            name: value.isoformat() if hasattr(value, "isoformat") else value or ""
            for name, value in self.cleaned_data.items()
            if name != "version"
        }
        changed = Piece(**(vars(piece) | said))
        if "kpi" in said:
            changed.place = FIGURES if said["kpi"] else ""
            changed.why = "" if said["kpi"] else "No KPI has this name: choose it"
        if not split:
            return [changed]
        first, *rest = [part.strip() for part in EMPTY_LINE.split(changed.text) if part.strip()]
        changed.text = first
        alike: dict[str, Any] = {
            "area": piece.area,
            "place": piece.place,
            "why": piece.why,
            "bullet": piece.bullet,
        }
        return [changed, *(Piece(text, **alike) for text in rest)]


def _words(label: str) -> forms.CharField:
    few = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, required=False, max_length=LONGEST_PIECE, widget=few)
