from hypothesis import given
from hypothesis import strategies as st

from chefsstod.content.markdown import parse
from chefsstod.content.text import plain_text

TEXT = """Inledning med [länk](https://exempel.se/sida) och https://exempel.se.

## Gör så här

- [ ] Ta fram listan och en rad som är så lång att den inte ryms på en enda rad i fönstret utan måste brytas
- [x] Boka

  Med ett stycke till.
3. Tredje
4. Fjärde

::: obs Tänk på
Viktigt.
:::

> Citat

![En bild](bild.png)

| Dag | Antal | Vad |
|:--|--:|:-:|
| Måndag | 7 | Ring den som är sjuk och hör hur det går, och om du kan göra något redan nu |

```
kod  står
```

---
"""


def test_a_text_reads_well_in_the_terminal() -> None:
    lines = plain_text(parse(TEXT), 60).splitlines()
    assert lines[0] == "Inledning med länk <https://exempel.se/sida> och"
    assert lines[lines.index("Gör så här") + 1] == "-" * len("Gör så här")
    assert lines[lines.index("Gör så här") + 3].startswith("- [ ] Ta fram listan")
    assert lines[lines.index("Gör så här") + 4].startswith("      ryms")
    assert "- [x] Boka" in lines
    assert "      Med ett stycke till." in lines
    assert lines[lines.index("3. Tredje") + 1] == "4. Fjärde"
    assert any(line.startswith("| ") and line.endswith("Tänk på") for line in lines)
    assert "| Viktigt." in lines
    assert "> Citat" in lines
    assert "[Bild: En bild]" in lines or any("En bild" in line for line in lines)
    assert "    kod  står" in lines


def test_a_table_stands_in_columns_that_fit() -> None:
    lines = plain_text(parse(TEXT), 60).splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("Dag"))
    assert lines[head + 1].startswith("------  -----  ---")
    assert lines[head + 2].startswith("Måndag      7  ")
    assert lines[head + 3].startswith(" " * 15)
    assert max(map(len, lines)) <= 60


@given(st.text(max_size=300), st.integers(20, 100))
def test_any_text_can_be_shown(text: str, width: int) -> None:
    assert isinstance(plain_text(parse(text), width), str)
