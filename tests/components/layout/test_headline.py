"""The figures of a headline in words: a percentage only where enough reports are there."""

import re
from types import SimpleNamespace

import pytest

from components.layout.headline import metrics
from data.measures import Headline, Ratio, RecordHeadline
from data.model import Plan
from data.text.words import Words
from tests.support import shapes

ENOUGH = Headline(Ratio(31, 64, 4), Ratio(24, 40, 4), 31, 43, Ratio(36, 40, 4), Ratio(7, 9))
FEW = Headline(Ratio(2, 9, 4), Ratio(2, 6, 4), 2, 7, Ratio(2, 6, 4))
NOTHING = Headline(Ratio(0, 0), Ratio(0, 0), 0, 0, Ratio(0, 0))
RECORD = RecordHeadline(1_235, 1_204, 31, 17, 12, 9, 2)


@pytest.mark.parametrize(
    ("numbers", "plan", "shares"),
    [
        (ENOUGH, Plan.COMPLETE, True),
        (FEW, Plan.COMPLETE, False),
        (NOTHING, Plan.COMPLETE, False),
        (RECORD, Plan.OPEN, False),
    ],
    ids=["enough", "few", "nothing due", "an open record"],
)
def test_a_plan_has_a_percentage_only_with_enough_reports(numbers, plan, shares):
    reader = SimpleNamespace(t=Words("en", plan=plan, period=shapes.PERIOD))
    small = " ".join(metric.small for metric in metrics(reader, numbers))
    assert bool(re.search(r"\d\s?%", small)) == shares
