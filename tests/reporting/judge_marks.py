"""Judge what is marked: `python -m tests.reporting.judge_marks FILE [FILE]`, one sentence a line.

The first file has sentences that tell a small count, the second, if there is one, sentences that do
not. Lines that are empty or begin with # are passed over. Prints what is wrong, and the shares.
"""

import os
import sys
from pathlib import Path


def marked(sentence: str) -> bool:
    from selfassess.reporting.release.small_counts import small_counts

    return bool(small_counts(sentence))


def sentences(file: Path) -> list[str]:
    lines = (line.strip() for line in file.read_text().splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def judge(file: Path, *, tell: bool) -> str:
    told = sentences(file)
    wrong = [one for one in told if marked(one) != tell]
    for one in wrong:
        print(f"{'not marked' if tell else 'marked'}: {one}")
    right = sum(map(marked, told))
    return f"{file.name}: {right} of {len(told)} marked ({100 * right / max(len(told), 1):.1f}%)"


def main(files: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfassess.settings")
    import django

    django.setup()
    shares = [judge(Path(file), tell=not number) for number, file in enumerate(files)]
    print(*shares, sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
