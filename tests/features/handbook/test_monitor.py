"""What the monitor finds in routines, and what it leaves in peace."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chefsstod.content.layers import Layer
from chefsstod.content.links import Link
from chefsstod.features.handbook.model import Article, Kind
from chefsstod.features.handbook.monitor import Trouble, count, look_through, watched
from chefsstod.features.handbook.monitor_notebook import Notebook, bare_title
from chefsstod.features.handbook.monitor_words import about, differs, intro, sentence, spoken, trouble_icon, trouble_name
from tests.conftest import MONDAY
from tests.features.handbook.conftest import article

FAR = MONDAY + timedelta(days=300)


def routine(name: str, title: str = "", body: str = "Så här gör vi när det händer.", **more: object) -> Article:
    values: dict[str, object] = {"kind": Kind.ROUTINE, "layer": Layer.OWN, "owner": "Chef", "review_by": FAR, **more}
    return article(name, title or name, body, **values)


def titles(link: Link) -> str | None:
    return None if link.id == "borta" else link.id


def troubles(*texts: Article) -> dict[str, list[Trouble]]:
    return {one.article.id: [f.trouble for f in one.findings] for one in look_through(texts, MONDAY, titles)}


def test_a_routine_in_order_is_left_in_peace() -> None:
    assert troubles(routine("nycklar")) == {}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"review_by": MONDAY - timedelta(days=1)}, [Trouble.PAST]),
        ({"review_by": MONDAY}, [Trouble.SOON]),
        ({"review_by": MONDAY + timedelta(days=60)}, [Trouble.SOON]),
        ({"review_by": MONDAY + timedelta(days=61)}, []),
        ({"review_by": None}, [Trouble.NO_DATE]),
        ({"owner": "  "}, [Trouble.NO_OWNER]),
        ({"kind": Kind.HANDBOOK, "owner": "", "review_by": None}, []),
        ({"body": "## Rubrik\n\n::: obs\n:::\n\n- [ ] x"}, [Trouble.EMPTY]),
        ({"body": "Vi följer AFS 2001:1 och så AFS 2001:1 igen."}, [Trouble.LAW]),
        ({"body": "AFS 2001:1 är ersatt av nya regler."}, []),
        ({"body": "Se [x](chefsstod:article/borta) och [y](chefsstod:task/finns)."}, [Trouble.NOWHERE]),
        ({"body": "Se [x](chefsstod:konstigt/x) och [fil](mapp/fil.docx)."}, [Trouble.NOWHERE, Trouble.NOWHERE]),
        ({"body": "Se [x](https://example.org), [m](mailto:a@b.se) och ![bild](a.png)."}, []),
        ({"related": ("contact/borta",)}, [Trouble.NOWHERE]),
        ({"layer": Layer.BASE, "owner": ""}, []),
        ({"template": True, "owner": ""}, []),
        ({"layer": Layer.LOCAL, "owner": ""}, [Trouble.NO_OWNER]),
    ],
)
def test_each_trouble_is_found_at_its_edge(change: dict[str, object], expected: list[Trouble]) -> None:
    assert troubles(replace(routine("nycklar"), **change)).get("nycklar", []) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rutin för nycklar", "Nycklar (kopia)", True),
        ("Nycklar & taggar", "nycklar och taggar", True),
        ("Hantering av privata medel", "Hantering privata medel", True),
        ("Hus 1 nattrutin", "Hus 2 nattrutin", False),
        ("Avdelning A nattrutin", "Avdelning B nattrutin", False),
        ("Rutin för brand", "Rutin för bad", False),
        ("Ensamarbete natt", "Ensamarbete dag", False),
        ("?", "!", False),
    ],
)
def test_titles_that_say_the_same_are_doubles(one: str, other: str, same: bool) -> None:
    found = troubles(routine("a", one, "Ett."), routine("b", other, "Två."))
    assert (Trouble.DOUBLE in found.get("a", [])) is same
    assert (Trouble.DOUBLE in found.get("b", [])) is same


def test_bodies_that_share_most_of_their_lines_are_doubles() -> None:
    lines = [f"Punkt {n}: gör det som står i steg {n} innan du går vidare." for n in range(10)]
    one = routine("a", "Brand", "\n".join(lines))
    other = routine("b", "Utrymning", "\n".join([*lines[:9], "Annat."]))
    third = routine("c", "Larm", "\n".join([*lines[:4], "Något helt annat som bara står här."]))
    assert set(troubles(one, other, third)) == {"a", "b"}


def test_a_line_that_all_share_makes_no_doubles() -> None:
    texts = [
        routine(f"text-{n}", chr(97 + n % 26) * 9 + f" {n}", "Den här raden kommer från mallen som alla skrevs från.")
        for n in range(45)
    ]
    assert troubles(*texts) == {}


def test_the_worst_comes_first_and_within_it_the_oldest() -> None:
    texts = [
        routine("utan", "Utan", owner=""),
        routine("ny", "Ny", review_by=MONDAY - timedelta(days=2), owner=""),
        routine("gammal", "Gammal", review_by=MONDAY - timedelta(days=200)),
        routine("lag", "Lag", "Se AFS 2001:1 när du gör det."),
    ]
    looked = look_through(texts, MONDAY, titles)
    assert [one.article.id for one in looked] == ["gammal", "ny", "lag", "utan"]
    assert [finding.trouble for finding in looked[1].findings] == [Trouble.PAST, Trouble.NO_OWNER]
    assert count(looked) == {Trouble.PAST: 2, Trouble.LAW: 1, Trouble.NO_OWNER: 2}
    assert looked[1].has(Trouble.NO_OWNER)


def test_the_notebook_works_only_on_what_has_changed() -> None:
    texts = [routine(f"text-{n}", f"{'abcdefghij'[n] * 7} rutin") for n in range(10)]
    notebook = Notebook()
    assert sum(1 for _step in notebook.survey(texts)) >= 10
    assert list(notebook.survey(texts)) == []
    texts[3] = replace(texts[3], review_by=None, owner="")
    assert list(notebook.survey(texts)) == []
    texts[3] = replace(texts[3], body="Se AFS 2001:1.")
    assert 1 <= sum(1 for _step in notebook.survey(texts)) <= 6
    assert notebook.facts(texts[3].id).law
    assert [one.article.id for one in look_through(texts[:3], MONDAY, titles, notebook)] == []


def test_five_hundred_routines_are_looked_through_in_steps_that_nobody_notices() -> None:
    import time

    text = "\n\n".join(f"Mening nummer {n} om hur vi gör på enheten när något händer." for n in range(40))
    texts = [
        routine(f"text-{n}", f"{n * 7919} {'rutin om ' * 2}{n}", f"{n} " + text.replace("enheten", f"plats {n}"))
        for n in range(100)
    ]
    notebook, times = Notebook(), []
    list(Notebook().survey(texts[:2]))  # what is imported is imported
    begin = time.perf_counter()
    for _step in notebook.survey(texts):
        times.append(time.perf_counter() - begin)
        begin = time.perf_counter()
    assert sorted(times)[len(times) // 2] < 0.05
    begin = time.perf_counter()
    look_through(texts, MONDAY, titles, notebook)
    assert time.perf_counter() - begin < 0.5


def test_only_own_texts_and_those_of_packs_are_watched() -> None:
    texts = [routine("a"), routine("b", layer=Layer.LOCAL), routine("c", layer=Layer.BASE), routine("d", template=True)]
    assert [text.id for text in watched(texts)] == ["a", "b"]


@pytest.mark.parametrize(
    ("title", "bare"),
    [("Rutin för nycklar", "nycklar"), ("Lokal rutin vid brand", "brand"), ("Rutin", "rutin"), ("Hygien kopia 2", "hygien")],
)
def test_a_title_is_bared_of_what_says_nothing(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_every_finding_has_words_an_icon_and_a_name() -> None:
    texts = [
        routine("a", "Brand", "Se AFS 2001:1 och [x](chefsstod:article/borta).", review_by=date(2026, 8, 1), version="3"),
        routine("b", "Brand", "", review_by=None, owner=""),
        routine("c", "Snart", review_by=date(2026, 12, 24), layer=Layer.LOCAL, pack="Kommunen"),
    ]
    looked = look_through(texts, MONDAY, titles)
    assert set(count(looked)) == set(Trouble)
    said = [sentence(finding, MONDAY) for one in looked for finding in one.findings]
    assert all(said)
    assert len({trouble_name(trouble) for trouble in Trouble}) == len(Trouble)
    assert all(trouble_icon(trouble) for trouble in Trouble)
    assert "Kommunen" in about(texts[2])
    assert "Kommunen" not in about(texts[0])
    assert spoken(texts[0], looked[0].findings, MONDAY).startswith("Brand. ")
    assert len({intro(0, 0), intro(1, 0), intro(3, 0), intro(3, 2)}) == 4
    assert differs(0) != differs(1)
    assert about(replace(texts[0], kind=Kind.HANDBOOK)) != about(texts[0])


def test_a_link_that_leads_nowhere_is_told_by_its_words() -> None:
    text = routine("a", body="Se [vår blankett](blankett.docx) och [](fil.pdf).", related=("contact/borta",))
    said = [sentence(finding, MONDAY) for finding in look_through([text], MONDAY, titles)[0].findings]
    assert [name in line for name, line in zip(("contact/borta", "vår blankett", "fil.pdf"), said, strict=True)] == [True] * 3
