"""parse_mode: the three languages, their errors, and what Telegram finds by itself."""

import re
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.parameters import Parameters
from simulator.text.entities import Entity, found_entities, trimmed, utf16_length
from simulator.text.formatting import format_text, plain
from simulator.text.html import parse_html
from simulator.text.markdown import parse_markdown
from simulator.text.markdown_v2 import parse_markdown_v2

Mark = tuple[str, int, int]
Parser = Callable[[str], tuple[str, list[Entity]]]
PARSERS: Final[list[Parser]] = [parse_html, parse_markdown, parse_markdown_v2]


def marks(entities: list[Entity]) -> list[Mark]:
    """Entities by kind, offset and length."""
    return [(entity["type"], entity["offset"], entity["length"]) for entity in entities]


# HTML: tags become entities counted in UTF-16 units, characters are decoded, what is unknown stays.
@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("a <b>c</b>", "a c", [("bold", 2, 1)]),
        ("🌱<i>🌱</i>", "🌱🌱", [("italic", 2, 2)]),
        ("<STRONG>a</Strong>", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("&lt;b&gt; &amp; &quot;&#128512;&#x1F331; &laquo; &lt", '<b> & "😀🌱 &laquo; <', []),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<span class='tg-spoiler'>a</span>", "a", [("spoiler", 0, 1)]),
        ("<a href='localhost'>a</a><a href='nothing'>b</a>", "ab", [("text_link", 0, 1)]),
        ("<a>example.org</a>", "example.org", [("text_link", 0, 11)]),
        ("<a href='tg://user?id=1'>a</a>", "a", []),
        ("<i   data  =  'x>y'  >a</i  >", "a", [("italic", 0, 1)]),
    ],
)
def test_html(source: str, text: str, entities: list[Mark]) -> None:
    parsed, found = parse_html(source)
    assert (parsed, marks(found)) == (text, entities)


# HTML errors name the place in bytes of UTF-8.
@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("🌱<br>", 'Unsupported start tag "br" at byte offset 4'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("<b x='1", "Unclosed start tag at byte offset 0"),
        ("<b =1>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<b x=1,>", "Unexpected end of name token at byte offset 5"),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji emoji-id=x>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        (
            "&#xD800;",
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units",
        ),
    ],
)
def test_html_errors(source: str, error: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(error)}$"):
        parse_html(source)


# Links, languages and moments carry what they lead to.
@pytest.mark.parametrize(
    ("source", "field", "value"),
    [
        ("<a href='example.org?a=1&amp;b=2'>a</a>", "url", "http://example.org/?a=1&b=2"),
        ("<a href='https://example.org/x'>a</a>", "url", "https://example.org/x"),
        ("<pre><code class='language-python'>a</code></pre>", "language", "python"),
        ("<tg-time unix='1700000000' format='t'>then</tg-time>", "unix_time", 1_700_000_000),
        ("<tg-emoji emoji-id='5'>🌱</tg-emoji>", "custom_emoji_id", "5"),
    ],
)
def test_html_fields(source: str, field: str, value: object) -> None:
    assert value in [entity.get(field) for entity in parse_html(source)[1]]


# MarkdownV2: nesting, quotations, raw code, and the ambiguous underscores.
@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a _b_ c*", "a b c", [("bold", 0, 5), ("italic", 2, 1)]),
        ("__a _b_ __", "a b ", [("underline", 0, 4), ("italic", 2, 1)]),
        ("`*a*`", "*a*", [("code", 0, 3)]),
        ("```\na\n```", "a\n", [("pre", 0, 2)]),
        (">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
        (">a||", "a", [("expandable_blockquote", 0, 1)]),
        ("||a||", "a", [("spoiler", 0, 1)]),
        ("[a\\.b](example.org)", "a.b", [("text_link", 0, 3)]),
        ("\\*a\\*", "*a*", []),
        ("![🌱](tg://emoji?id=5)", "🌱", [("custom_emoji", 0, 2)]),
        ("![9:30](tg://time?unix=1700000000&format=t)", "9:30", [("date_time", 0, 4)]),
    ],
)
def test_markdown_v2(source: str, text: str, entities: list[Mark]) -> None:
    parsed, found = parse_markdown_v2(source)
    assert (parsed, marks(found)) == (text, entities)


# MarkdownV2 errors.
@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("a.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a>b", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("🌱*a", "Can't find end of Bold entity at byte offset 4"),
        ("__a _b___", "Can't find end of Italic entity at byte offset 8"),  # two of three close nothing open
        ("[a](b", "Can't find end of a URL at byte offset 4"),
        (">*a\nb*", "Can't find end of Bold entity at byte offset 1"),
        ("![a]", "Custom emoji entity must contain a tg://emoji URL"),
        ("```a", "Can't find end of Pre entity at byte offset 0"),
    ],
)
def test_markdown_v2_errors(source: str, error: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(error)}$"):
        parse_markdown_v2(source)


# The old Markdown: no nesting, hardly anything reserved.
@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a* _b_ `c`", "a b c", [("bold", 0, 1), ("italic", 2, 1), ("code", 4, 1)]),
        ("*a _b* c", "a _b c", [("bold", 0, 4)]),
        ("[a](example.org) [b](no)", "a b", [("text_link", 0, 1)]),
        ("```python\na```", "a", [("pre", 0, 1)]),
        ("\\*a. b!", "*a. b!", []),
    ],
)
def test_markdown(source: str, text: str, entities: list[Mark]) -> None:
    parsed, found = parse_markdown(source)
    assert (parsed, marks(found)) == (text, entities)


# Its one error.
@pytest.mark.parametrize("source", ["🌱*a", "🌱[a", "🌱```a``"])
def test_markdown_errors(source: str) -> None:
    with pytest.raises(ValueError, match="Can't find end of the entity starting at byte offset 4"):
        parse_markdown(source)


# What a person types is marked where Telegram marks it, and nowhere else.
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start goal", ["/start"]),
        ("and/or 1/2 /win@SmallWinsBot", ["/win@SmallWinsBot"]),
        ("see example.com, or https://a.example/b?c=1.", ["example.com", "https://a.example/b?c=1"]),
        ("done.next e.g. 9.30", []),
        ("@alice me@example.org @al", ["@alice", "me@example.org"]),
        ("#tiny #1 a#b", ["#tiny"]),
        ("🌱 /done", ["/done"]),
    ],
)
def test_found(text: str, found: list[str]) -> None:
    units = text.encode("utf-16-le")
    covered = [units[each["offset"] * 2 : (each["offset"] + each["length"]) * 2] for each in found_entities(text)]
    assert [piece.decode("utf-16-le") for piece in covered] == found


# Any text either parses or is refused as such, and every entity lies within the text that is left.
@given(
    st.sampled_from(PARSERS),
    st.text(st.sampled_from("ab 🌱\n\r\\<>/&;*_~|`[]()!#.=bi'\"x"), max_size=40),
)
def test_any_text(parse: Parser, source: str) -> None:
    try:
        text, entities = trimmed(*parse(source))
    except ValueError:  # any other error fails the test
        return
    for entity in entities:
        assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(text)


# A text without marks means itself, in HTML once escaped and in each mode once trimmed.
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_plain_text(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    formatted = format_text(Parameters({"text": escaped, "parse_mode": "HTML"}), "text", "entities")
    assert formatted == plain(text)
    assert formatted.text == text.strip()


# Trimming moves and cuts what is marked.
def test_trimming_moves_entities() -> None:
    formatted = format_text(Parameters({"text": "  <b>  a </b> ", "parse_mode": "html"}), "text", "entities")
    assert formatted.text == "a"
    assert marks(formatted.entities) == [("bold", 0, 1)]
