"""Each remark, fact and outcome has its words."""

from pathlib import Path

import pytest

from chefsstod.features.imports.model import Fact, ImportResult, Outcome, Remark, RemarkKind, Suggestion
from chefsstod.features.imports.words import fact_text, is_warning, outcome_text, remark_text, summary


@pytest.mark.parametrize("kind", RemarkKind)
@pytest.mark.parametrize("count", [1, 2])
def test_a_remark_is_a_sentence(kind: RemarkKind, count: int) -> None:
    text = remark_text(Remark(kind, "2026-04-01", count))
    assert text.endswith(".")
    assert "{" not in text
    assert isinstance(is_warning(Remark(kind)), bool)


def test_facts_and_outcomes_have_names() -> None:
    texts = [fact_text(Suggestion(fact, "2026-04-01", "")) for fact in Fact]
    assert len(set(texts)) == len(Fact)
    assert len({outcome_text(outcome) for outcome in Outcome}) == len(Outcome)


def test_a_summary_counts_what_there_is() -> None:
    results = [ImportResult(Path("a"), outcome) for outcome in (*Outcome, Outcome.NEW)]
    assert summary(results).startswith("2 ")
    assert summary(results).count(",") == 3
    assert summary([])
