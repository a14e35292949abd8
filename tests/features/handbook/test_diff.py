"""What differs between two texts, and how one change is taken into a third."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chefsstod.features.handbook.diff import Change, Count, Fit, Mark, compare, count, paragraphs, take

OLD = "## Syfte\n\nVi ringer senast dag tre.\n\n- Ring först\n- Boka tid\n\nSlut."


def changes(old: str, new: str) -> list[tuple[Change, str, str]]:
    return [(p.change, p.old, p.new) for p in compare(old, new) if p.change is not Change.SAME]


def test_equal_texts_have_no_change() -> None:
    assert changes(OLD, OLD) == []
    assert not count(compare(OLD, OLD))


def test_other_line_breaks_are_no_change() -> None:
    assert changes("Ett stycke som\när brutet.", "Ett stycke som är\nbrutet.") == []


def test_a_changed_word_is_marked_within_its_paragraph() -> None:
    found = [p for p in compare(OLD, OLD.replace("tre", "fem")) if p.change is not Change.SAME]
    assert [p.change for p in found] == [Change.CHANGED]
    assert [(run.mark, run.text) for run in found[0].runs if run.mark is not Mark.SAME] == [
        (Mark.REMOVED, "tre"),
        (Mark.ADDED, "fem"),
    ]
    assert count(found) == Count(1, 1)


def test_points_of_a_list_come_and_go_one_by_one() -> None:
    assert changes(OLD, OLD.replace("- Boka tid", "- Skriv upp\n- Boka tid")) == [(Change.ADDED, "", "- Skriv upp")]
    assert changes(OLD, OLD.replace("- Ring först\n", "")) == [(Change.REMOVED, "- Ring först", "")]


def test_paragraphs_with_little_in_common_went_and_came() -> None:
    found = changes("Alla nycklar hänger i skåpet bakom dörren.", "Larmet provas varje måndag av den som öppnar.")
    assert [one[0] for one in found] == [Change.REMOVED, Change.ADDED]


def test_a_lone_small_word_between_two_changes_is_not_shown_as_equal() -> None:
    (piece,) = compare(
        "Chefen ringer alltid och bokar sedan ett möte med dig.", "Chefen mejlar genast och föreslår sedan ett möte med dig."
    )
    assert " och " not in [run.text for run in piece.runs if run.mark is Mark.SAME]


def test_a_block_of_code_is_one_part_and_keeps_its_lines() -> None:
    text = "```\na\n\nb\n```\n\nSlut"
    assert paragraphs(text) == ["```\na\n\nb\n```", "Slut"]
    (piece, _slut) = compare(text, text.replace("b", "c"))
    assert "\n" in "".join(run.text for run in piece.runs)


def test_a_heading_and_the_words_right_under_it_are_two_parts() -> None:
    assert paragraphs("## Rubrik\nText som\nfortsätter\n- punkt\n  mer\n| a |\n| b |\n---\nSlut") == [
        "## Rubrik", "Text som\nfortsätter", "- punkt\n  mer", "| a |", "| b |", "---", "Slut",
    ]  # fmt: skip


words = st.lists(
    st.sampled_from(["chef", "rutin", "och", "- punkt", "\n\n", "\n", "## Rubrik", "| a | b |", "samtal."]), max_size=40
)


@given(words, words)
def test_the_pieces_hold_both_texts_whole(one: list[str], other: list[str]) -> None:
    old, new = " ".join(one), " ".join(other)
    pieces = compare(old, new)
    assert [p.old for p in pieces if p.old] == paragraphs(old)
    assert [p.new for p in pieces if p.new] == paragraphs(new)
    for piece in pieces:
        assert "".join(r.text for r in piece.runs if r.mark is not Mark.ADDED).split() == piece.old.split()
        assert "".join(r.text for r in piece.runs if r.mark is not Mark.REMOVED).split() == piece.new.split()


def test_five_thousand_words_take_less_than_a_tenth_of_a_second() -> None:
    old = "\n\n".join(f"Stycke {n} handlar om hur vi gör när något händer och vem som ringer." for n in range(380))
    new = "\n\n".join(
        line.replace("ringer", "mejlar") if number % 3 else f"Nytt {line}" for number, line in enumerate(old.split("\n\n"))
    )
    compare("a b", "a c")  # the library is read once
    took = []
    for _round in range(3):
        begun = time.perf_counter()
        compare(old, new)
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.1


def test_a_great_many_strange_paragraphs_are_taken_in_order() -> None:
    old = "\n\n".join(f"Gammalt {n} om nycklar" for n in range(120))
    new = "\n\n".join(f"Nytt {n} om larm" for n in range(120))
    assert len(compare(old, new)) >= 120


# ── taking a change ──────────────────────────────────────────────────────────


def take_only(mine: str, old: str, new: str) -> tuple[str, Fit]:
    pieces = compare(old, new)
    place = next(n for n, piece in enumerate(pieces) if piece.change is not Change.SAME)
    taken = take(mine, pieces, place)
    if taken.fit is not Fit.NOTHING:
        piece = pieces[place]
        assert taken.text[taken.begin : taken.end].split() == piece.new.split()
    return taken.text, taken.fit


def test_a_changed_paragraph_that_she_left_alone_is_replaced() -> None:
    mine = OLD + "\n\nMitt eget."
    assert take_only(mine, OLD, OLD.replace("tre", "fem")) == (mine.replace("tre", "fem"), Fit.EXACT)


def test_a_changed_paragraph_that_she_changed_too_stands_after_hers() -> None:
    mine = OLD.replace("Vi ringer", "Samordnaren ringer")
    text, fit = take_only(mine, OLD, OLD.replace("tre", "fem"))
    assert fit is Fit.NEAR
    assert text == mine.replace("dag tre.", "dag tre.\n\nVi ringer senast dag fem.")


def test_an_added_point_follows_the_one_before_it() -> None:
    new = OLD.replace("- Ring först", "- Ring först\n- Skriv upp")
    assert take_only(OLD, OLD, new) == (new, Fit.EXACT)


def test_an_added_paragraph_gets_white_space_round_it() -> None:
    new = OLD.replace("dag tre.", "dag tre.\n\nDet gäller alla.")
    assert take_only(OLD, OLD, new) == (new, Fit.EXACT)


def test_a_removed_point_is_taken_away_only_if_it_is_as_it_was() -> None:
    new = OLD.replace("- Boka tid\n", "")
    assert take_only(OLD, OLD, new)[0].split() == new.split()
    mine = OLD.replace("Boka tid", "Boka tid i kalendern")
    assert take_only(mine, OLD, new) == (mine, Fit.NOTHING)


def test_a_paragraph_whose_place_is_gone_stands_at_the_end() -> None:
    text, fit = take_only("Helt annan text.", OLD, OLD.replace("tre", "fem"))
    assert fit is Fit.END
    assert text == "Helt annan text.\n\nVi ringer senast dag fem."
    assert take_only("", "Ett.", "Ett.\n\nTvå.") == ("Två.", Fit.END)


def test_what_is_there_already_is_not_put_in_twice() -> None:
    new = OLD.replace("tre", "fem")
    assert take_only(new, OLD, new) == (new, Fit.NOTHING)


@pytest.mark.parametrize("mine", ["Ett.\nTvå.", "Ett.\n\n\nTvå.", "Ett."])
def test_a_paragraph_put_in_between_stays_a_paragraph(mine: str) -> None:
    text, _fit = take_only(mine, "Ett.", "Ett.\n\nNytt stycke.")
    assert "Nytt stycke." in paragraphs(text)
