/** Text with Bot API entities as nodes. Offsets count UTF-16 units, as JavaScript strings do. */
import { el } from "./dom.js";
import { formatted, inFull } from "./times.js";

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);
const SAFE = /^(https?|tg|mailto|tel):/i;

/**
 * @param links {command(text), start(payload), username, now()}: what taps do, and whose deep links are ours.
 * @returns nodes for the whole text; overlapping entities are cut to nest.
 */
export function nodesOf(text, entities, links) {
  const ordered = [...(entities ?? [])].sort((one, other) => one.offset - other.offset || other.length - one.length);
  return stretch(text, ordered, [0, text.length], links);
}

function stretch(text, entities, [from, to], links) {
  const nodes = [];
  let at = from;
  for (let index = 0; index < entities.length;) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    const inner = entities.slice(index + 1).filter((other) => other.offset < end);
    nodes.push(text.slice(at, entity.offset), wrapped(entity, text, inner, end, links));
    at = BLOCKS.has(entity.type) && text[end] === "\n" ? end + 1 : end;
    index += 1 + inner.length;
  }
  return [...nodes, text.slice(at, to)].filter((node) => node !== "");
}

function wrapped(entity, text, inner, end, links) {
  const words = text.slice(entity.offset, end);
  const content = stretch(text, inner, [entity.offset, end], links);
  return (WRAPPERS[entity.type] ?? plain)(content, words, entity, links);
}

const plain = (content) => el("span", {}, content);
const tag = (content) => el("span", { class: "tag" }, content);
const simple = (name) => (content) => el(name, {}, content);

const WRAPPERS = {
  bold: simple("strong"),
  italic: simple("em"),
  underline: simple("u"),
  strikethrough: simple("s"),
  code: simple("code"),
  blockquote: simple("blockquote"),
  pre: (content, _words, { language }) => el("pre", { "data-language": language }, content),
  mention: tag,
  hashtag: tag,
  cashtag: tag,
  text_mention: tag,
  url: (content, words, _entity, links) => link(/^[a-z]+:/i.test(words) ? words : `https://${words}`, content, links),
  text_link: (content, _words, { url }, links) => link(url, content, links),
  email: (content, words, _entity, links) => link(`mailto:${words}`, content, links),
  phone_number: (content, words, _entity, links) => link(`tel:${words.replaceAll(/[^+\d]/g, "")}`, content, links),
  bot_command: (content, words, _entity, links) =>
    el("button", { type: "button", class: "command", click: () => links.command(words) }, content),
  date_time: moment,
  spoiler,
  expandable_blockquote: foldable,
};

function link(address, content, links) {
  if (!SAFE.test(address)) return plain(content);
  const payload = deepLink(address, links.username);
  if (payload !== null)
    return el("button", { type: "button", class: "command", click: () => links.start(payload) }, content);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, content);
}

/** @returns the start payload of a t.me link to this very bot, or null. */
export function deepLink(address, username) {
  const parsed = URL.canParse(address) ? new URL(address) : null;
  if (parsed?.hostname !== "t.me" || parsed.pathname.slice(1).toLowerCase() !== username?.toLowerCase()) return null;
  return parsed.searchParams.get("start") ?? "";
}

function moment(_content, words, entity, links) {
  const at = entity.unix_time;
  return el(
    "time",
    { class: "moment", datetime: new Date(at * 1000).toISOString(), title: inFull(at) },
    entity.date_time_format ? formatted(at, entity.date_time_format, links.now()) : words,
  );
}

function spoiler(content) {
  const node = el(
    "span",
    { class: "spoiler", role: "button", tabindex: 0, "aria-label": "Hidden words: show" },
    content,
  );
  const show = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    if (!node.classList.contains("shown")) event.preventDefault();
    node.classList.add("shown");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", show);
  node.addEventListener("keydown", show);
  return node;
}

function foldable(content) {
  const quote = el("blockquote", { class: "folded" }, content);
  const toggle = el(
    "button",
    {
      type: "button",
      class: "unfold",
      "aria-expanded": "false",
      click: () => {
        const folded = quote.classList.toggle("folded");
        toggle.textContent = folded ? "Show more" : "Show less";
        toggle.setAttribute("aria-expanded", String(!folded));
      },
    },
    "Show more",
  );
  return el("div", {}, quote, toggle);
}
