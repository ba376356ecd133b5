"""Forms whose words stay as they were sent: they ask what may identify a child before saving."""

from typing import Any

from django import forms

from .authenticated_request import Ask, Passage
from .forms import CouncilForm

NOT_ABOUT_A_CHILD = "not_about_a_child"  # the ticks: digests of passages
CHANGE_IT = (
    "This looks like %s. What you send stays as it is. Change it, or tick below that it is not "
    "about a child."
)


class AskingForm(CouncilForm):
    """Reasons, comments and replies cannot be changed once they are saved, so the page in between
    would come too late.

    What its author ticks is stored by the middleware, as on that page, once the form is saved.
    """

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        """`ask`: the request's, which knows where the words will stand."""
        super().__init__(*args, **kwargs)
        self.ask = ask
        self.may_identify: dict[str, Passage] = {}  # what is asked about, by digest
        self.ticked: set[str] = set()

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self._ask_about(self.ask(self.lasting_words()))

    def lasting_words(self) -> dict[str, str]:
        """What its author typed that stays, by field."""
        is_text = {n: isinstance(field, forms.CharField) for n, field in self.fields.items()}
        return {name: text for name, text in self.cleaned_data.items() if text and is_text[name]}

    def _ask_about(self, found: list[tuple[str, Passage, str]]) -> None:
        boxes = forms.CheckboxSelectMultiple()
        sent = boxes.value_from_datadict(self.data, self.files, NOT_ABOUT_A_CHILD)
        self.may_identify = {digest: passage for _, passage, digest in found}
        self.ticked = self.may_identify.keys() & set(sent or ())
        for name, passage, digest in found:
            if digest not in self.ticked and name not in self.errors:
                self.add_error(name, CHANGE_IT % " and ".join(passage.kinds))
