import re

import pytest

from chefsstod.content.document import plain
from chefsstod.content.markdown import parse
from chefsstod.features.search.bare import bare
from chefsstod.support.paths import resources

TEXT = """Första stycket med **fet**, *kursiv* och ~~struken~~ text, samt `kod`.

## Rubrik

- [ ] Ta fram **listan**
- [x] Boka [lönesamtal](chefsstod:task/lonesamtal)
  1. Inuti
* Stjärna

::: gor-sa-har Så här
Gör _detta_ först.
:::

| Dag | Vad |
|:----|----:|
| 1 | Ring |

> Citat med snake_case och 2*3.

![En bild](bild.png)

---

```
kod som står
```

Escape \\* och <https://exempel.se>
"""


def words(text: str) -> list[str]:
    return re.findall(r"[\w*:/.]+", text)


def test_the_words_are_those_that_the_tree_has() -> None:
    assert sorted(words(bare(TEXT))) == sorted(words(plain(parse(TEXT))))
    assert not re.search(r"[|#\[\]]|:::|\*\*", bare(TEXT))


@pytest.mark.parametrize("text", ["", "\n", "***", "[", "a_b_c", "**", "::: obs", "| |"])
def test_odd_texts_do_no_harm(text: str) -> None:
    assert isinstance(bare(text), str)


def test_the_texts_of_the_base_content_keep_their_words() -> None:
    for file in list((resources() / "content" / "base").rglob("*.md"))[:12]:
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        assert set(re.findall(r"\w+", plain(parse(body)))) - set(re.findall(r"\w+", bare(body))) == set(), file.name
