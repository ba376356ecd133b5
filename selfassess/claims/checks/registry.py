"""The checks, by the kind of their findings, in the order in which they are asked. A file each.

None is switched on before its false alarms are counted on the demo and the sample
(tests/demo/test_questions_of_the_sample.py).
"""

from collections.abc import Mapping

from . import (
    audits_improve,
    between_areas,
    childs_voice,
    comparison,
    dates,
    done,
    every,
    extremes,
    number,
    own,
    own_numbers,
    parts,
    rating,
    silence,
    sizes,
    spoken_shares,
    strength_beside,
    target,
    trend,
    unchanged,
)
from .base import AreaCheck, CouncilCheck, TextCheck

TEXT_CHECKS: Mapping[str, TextCheck] = {
    number.KIND: number.check,
    spoken_shares.KIND: spoken_shares.check,
    own_numbers.KIND: own_numbers.check,
    parts.KIND: parts.check,
    comparison.KIND: comparison.check,
    trend.KIND: trend.check,
    target.KIND: target.check,
    every.KIND: every.check,
    extremes.KIND: extremes.check,
    sizes.KIND: sizes.check,
    audits_improve.KIND: audits_improve.check,
    done.KIND: done.check,
    unchanged.KIND: unchanged.check,
    dates.KIND: dates.check,
}
AREA_CHECKS: Mapping[str, AreaCheck] = {
    rating.KIND: rating.rating,
    silence.KIND: silence.check,
    strength_beside.KIND: strength_beside.check,
    childs_voice.KIND: childs_voice.check,
    own.KIND: own.check,
}
COUNCIL_CHECKS: Mapping[str, CouncilCheck] = {
    between_areas.TWO_VALUES: between_areas.two_values,
    between_areas.SAME_TEXT: between_areas.same_text,
}
