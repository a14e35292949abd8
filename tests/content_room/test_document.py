"""What is asked of a text: its headings, links, boxes and bare words, also those within lists, call-outs and tables."""

from chefsstod.content.document import links, outline, plain, text_of, ticks, walk
from chefsstod.content.markdown import parse

TEXT = """Inledning med [länk](chefsstod:task/a) och [samma](chefsstod:task/a).

::: lagen-sager Egen rubrik
- Punkt [lag](chefsstod:law/aml)
  - [ ] inre ruta
:::

## Rubrik

> ### I citat

| Huvud [h](https://x.se) |
|---|
| cell |

```
kod
```

![alt](bild.png)
"""


def test_links_are_told_once_each_in_order_wherever_they_stand() -> None:
    assert links(parse(TEXT)) == ["chefsstod:task/a", "chefsstod:law/aml", "https://x.se"]


def test_headings_and_boxes_are_found_at_any_depth() -> None:
    document = parse(TEXT)
    assert [text_of(heading.spans) for heading in outline(document)] == ["Rubrik", "I citat"]
    assert [item.key for item in ticks(document)] == ["inre-ruta"]
    assert len(list(walk(document.blocks))) > len(document.blocks)


def test_the_bare_words_hold_everything_that_can_be_read() -> None:
    words = plain(parse(TEXT))
    for part in ("Inledning", "Egen rubrik", "Punkt", "inre ruta", "Rubrik", "I citat", "Huvud", "cell", "kod", "alt"):
        assert part in words
    assert "chefsstod" not in words
    assert "[" not in words
