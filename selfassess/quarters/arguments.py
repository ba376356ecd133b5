"""A quarter as an argument of a command, however it is written."""

from argparse import ArgumentTypeError

from .dates import QuarterPeriod


def quarter_code(text: str) -> str:
    try:
        return QuarterPeriod.read(text).code
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
