"""Formatting: marked-up text becomes plain text and entities, whose offsets count UTF-16 code units."""

import html
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
import telegram
from aiogram.utils.text_decorations import html_decoration, markdown_decoration
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram.helpers import escape_markdown

from tests.simulator.bench import Levers, Phone, Wire
from tests.simulator.clients import Client

Entity = dict[str, Any]


def _entity(kind: str, offset: int, length: int, **more: object) -> Entity:
    return {"type": kind, "offset": offset, "length": length, **more}


HTML: list[tuple[str, str, list[Entity]]] = [
    ("plain &lt;b&gt; &amp; &quot;so&quot; &#39;on&#39;", "plain <b> & \"so\" 'on'", []),
    ("<b>one</b> dish", "one dish", [_entity("bold", 0, 3)]),
    ("<strong>one</strong> <em>two</em>", "one two", [_entity("bold", 0, 3), _entity("italic", 4, 3)]),
    ("<i>one</i> <ins>two</ins>", "one two", [_entity("italic", 0, 3), _entity("underline", 4, 3)]),
    ("<s>a</s> <strike>b</strike>", "a b", [_entity("strikethrough", 0, 1), _entity("strikethrough", 2, 1)]),
    ("<del>c</del>", "c", [_entity("strikethrough", 0, 1)]),
    ("<u>a</u> <code>b</code>", "a b", [_entity("underline", 0, 1), _entity("code", 2, 1)]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [_entity("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">a</span>', "a", [_entity("spoiler", 0, 1)]),
    ("<pre>a\nb</pre>", "a\nb", [_entity("pre", 0, 3)]),
    ('<pre><code class="language-python">a</code></pre>', "a", [_entity("pre", 0, 1, language="python")]),
    ('<a href="https://example.org/">here</a>', "here", [_entity("text_link", 0, 4, url="https://example.org/")]),
    ("<blockquote>a</blockquote>", "a", [_entity("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [_entity("expandable_blockquote", 0, 1)]),
    (
        'at <tg-time unix="1790000000" format="t">09:30</tg-time>',
        "at 09:30",
        [_entity("date_time", 3, 5, unix_time=1_790_000_000, date_time_format="t")],
    ),
    ("🎉 <b>x</b>", "🎉 x", [_entity("bold", 3, 1)]),
    ("<b>👩‍👧 ok</b> é<i>!</i>", "👩‍👧 ok é!", [_entity("bold", 0, 8), _entity("italic", 10, 1)]),
    ("<b>a <i>b</i></b>", "a b", [_entity("bold", 0, 3), _entity("italic", 2, 1)]),
    ("  <b>x</b>\n", "x", [_entity("bold", 0, 1)]),
    ("<B>x</B>", "x", [_entity("bold", 0, 1)]),
]
MARKDOWN: list[tuple[str, str, list[Entity]]] = [
    (r"1\. a \- b \(c\)\!", "1. a - b (c)!", []),
    ("*one* _two_", "one two", [_entity("bold", 0, 3), _entity("italic", 4, 3)]),
    ("__one__ ~two~", "one two", [_entity("underline", 0, 3), _entity("strikethrough", 4, 3)]),
    ("||a|| `b`", "a b", [_entity("spoiler", 0, 1), _entity("code", 2, 1)]),
    ("```\na\n```", "a", [_entity("pre", 0, 1)]),
    ("```python\na```", "a", [_entity("pre", 0, 1, language="python")]),
    ("[here](https://example.org/)", "here", [_entity("text_link", 0, 4, url="https://example.org/")]),
    (">a\n>b", "a\nb", [_entity("blockquote", 0, 3)]),
    ("*a _b_*", "a b", [_entity("bold", 0, 3), _entity("italic", 2, 1)]),
    ("🎉 *x*", "🎉 x", [_entity("bold", 3, 1)]),
    (r"`a\`b`", "a`b", [_entity("code", 0, 3)]),
]
OLD_MARKDOWN: list[tuple[str, str, list[Entity]]] = [
    ("*one* _two_ `c`", "one two c", [_entity("bold", 0, 3), _entity("italic", 4, 3), _entity("code", 8, 1)]),
    ("[here](https://example.org/)", "here", [_entity("text_link", 0, 4, url="https://example.org/")]),
    ("a.b!", "a.b!", []),
]
FORMATTED = [("HTML", *row) for row in HTML] + [("MarkdownV2", *row) for row in MARKDOWN]
FORMATTED += [("Markdown", *row) for row in OLD_MARKDOWN]


# Every piece of mark-up gives its words and its entities, for both clients.
@pytest.mark.parametrize(("mode", "written", "text", "entities"), FORMATTED)
async def test_parsing(
    client: Client, phone: Phone, mode: str, written: str, text: str, entities: list[Entity]
) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text=written, parse_mode=mode)
    assert sent["text"] == text
    assert sent.get("entities", []) == entities


# Mark-up that cannot be read is refused with the byte where it goes wrong.
@pytest.mark.parametrize(
    ("mode", "written", "reason"),
    [
        ("HTML", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "<x>y</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("HTML", "é<x>y</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("HTML", "<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("HTML", "x</b>", "Unexpected end tag at byte offset 1"),
        ("MarkdownV2", "a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "so!", "Character '!' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "*x", "Can't find end of Bold entity at byte offset 0"),
        ("MarkdownV2", "é_x", "Can't find end of Italic entity at byte offset 2"),
        ("MarkdownV2", "__x", "Can't find end of Underline entity at byte offset 0"),
        ("MarkdownV2", "~x", "Can't find end of Strikethrough entity at byte offset 0"),
        ("MarkdownV2", "||x", "Can't find end of Spoiler entity at byte offset 0"),
        ("MarkdownV2", "`x", "Can't find end of Code entity at byte offset 0"),
    ],
)
async def test_unreadable(client: Client, levers: Levers, phone: Phone, mode: str, written: str, reason: str) -> None:
    with pytest.raises(client.errors[400]):
        await client.call("send_message", chat_id=phone.id, text=written, parse_mode=mode)
    assert await levers.refusal() == f"Bad Request: can't parse entities: {reason}"


# Entities may be handed over as such, and are cut back with the text that is trimmed around them.
async def test_given_entities(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text=" one dish ", entities=[_entity("bold", 1, 3)])
    assert (sent["text"], sent["entities"]) == ("one dish", [_entity("bold", 0, 3)])


FOUND: list[tuple[str, list[Entity]]] = [
    ("/start now", [_entity("bot_command", 0, 6)]),
    ("🎉 /wins", [_entity("bot_command", 3, 5)]),
    ("see https://example.org/a or @small_wins", [_entity("url", 4, 21), _entity("mention", 29, 11)]),
    ("#tiny step", [_entity("hashtag", 0, 5)]),
    ("to alice@example.org please", [_entity("email", 3, 17)]),
    ("a/b is 3 # and @ alone", []),
]


# Commands, links, mentions, hashtags and addresses are found in what a person writes...
@pytest.mark.parametrize(("text", "entities"), FOUND)
async def test_found_in_a_persons_words(client: Client, phone: Phone, text: str, entities: list[Entity]) -> None:
    await phone.writes(text)
    (update,) = await client.call("get_updates")
    assert update["message"].get("entities", []) == entities


# ... and in what the bot sends, but not inside code.
@pytest.mark.parametrize(("text", "entities"), [*FOUND, ("<code>/start</code>", [_entity("code", 0, 6)])])
async def test_found_in_the_bots_words(wire: Wire, phone: Phone, text: str, entities: list[Entity]) -> None:
    sent = (await wire.call("sendMessage", chat_id=phone.id, text=text, parse_mode="HTML")).body["result"]
    assert sent.get("entities", []) == entities


# Captions and edited texts are parsed like any text.
async def test_parsed_elsewhere(client: Client, phone: Phone) -> None:
    sent = await client.call("send_message", chat_id=phone.id, text="first")
    edited = await client.call(
        "edit_message_text", chat_id=phone.id, message_id=sent["message_id"], text="<i>a</i>", parse_mode="HTML"
    )
    assert edited["entities"] == [_entity("italic", 0, 1)]


# What PTB writes again from the entities it was given is read as the same message; but it leaves out the prefix
# "language-" without which Telegram knows no language.
@pytest.mark.parametrize(("written", "text", "entities"), [row for row in HTML if "language-" not in row[0]])
async def test_the_way_back(wire: Wire, phone: Phone, written: str, text: str, entities: list[Entity]) -> None:
    sent = (await wire.call("sendMessage", chat_id=phone.id, text=written, parse_mode="HTML")).body["result"]
    message = telegram.Message.de_json(sent, None)
    for mode, again in (("HTML", message.text_html), ("MarkdownV2", message.text_markdown_v2)):
        copy = (await wire.call("sendMessage", chat_id=phone.id, text=again, parse_mode=mode)).body["result"]
        assert (mode, copy["text"], copy.get("entities", [])) == (mode, text, entities)


WORDS = st.text(st.sampled_from("ab<>&\"'é🎉👩‍👧 .!_*[]()~`>#+-=|{}\\"), min_size=1, max_size=30)
ESCAPES = [
    ("HTML", html.escape, "<b>{}</b>"),
    ("HTML", html_decoration.quote, "<b>{}</b>"),
    ("MarkdownV2", partial(escape_markdown, version=2), "*{}*"),
    ("MarkdownV2", markdown_decoration.quote, "*{}*"),
]


# Escaped by either client, any words come back as they were, and bold covers them all.
@pytest.mark.parametrize(("mode", "escape", "bold"), ESCAPES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
async def test_escaped_words_survive(
    wire: Wire, phone: Phone, mode: str, escape: Callable[[str], str], bold: str, words: str
) -> None:
    text = f"({words})"
    answer = await wire.call("sendMessage", chat_id=phone.id, text=bold.format(escape(text)), parse_mode=mode)
    sent = answer.body["result"]
    assert sent["text"] == text
    assert _entity("bold", 0, len(text.encode("utf-16-le")) // 2) in sent["entities"]
