"""Which passwords are refused, beside those that are too short: docs/passwords.md is the policy."""

import re
import string
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

# What everybody here would think of: the portal and its field, what passwords are made of, and
# the time of year. The council's name is added.
CONTEXT_WORDS = """
    selfassess selfassessment assessment portal ofsted council children childrens services social
    care safeguarding mash safe looked after early help court leavers protection performance
    director quarter report password passphrase welcome letmein login admin administrator secret
    changeme test qwerty qwertyuiop asdfgh zxcvbn abcdef iloveyou spring summer autumn winter
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
""".split()  # noqa: SIM905 (a list of words is read more easily so)
FEWEST_LEFT = 6  # characters, when context words and digits are taken away
AROUND = string.digits + string.punctuation + string.whitespace


def context_words() -> list[str]:
    """The longest first, so that “childrens” goes before “children”. The council's name counts as a
    whole and word by word."""
    council = re.findall(r"\w+", settings.AUTHORITY_NAME.lower())
    words = {*CONTEXT_WORDS, *(word for word in council if len(word) > 2), "".join(council)}
    return sorted(words - {""}, key=lambda word: (-len(word), word))


class ContextWords:
    """Refuses a password of which hardly anything is left without words that everybody here would
    think of: “Safeguarding2020!”."""

    hint = (
        "Your password cannot be made of the council’s name, words of our work such as "
        "“safeguarding”, or months and years alone."
    )

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.lower()
        left = plain
        for word in context_words():
            left = left.replace(word, "")
        if left != plain and len(left.translate(str.maketrans("", "", AROUND))) < FEWEST_LEFT:
            raise ValidationError(
                "This password is made of words that everybody here would think of. Add other "
                "words.",
                code="password_of_context_words",
            )

    def get_help_text(self) -> str:
        return self.hint


class CommonPasswords(CommonPasswordValidator):
    """Refuses a common password with digits or signs around it, too: few common ones are as long as
    ours must be, and “liverpool1234” is guessed as soon as “liverpool”."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        super().validate(password.strip(AROUND), user)
