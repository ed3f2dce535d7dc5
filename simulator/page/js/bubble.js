/** One message as an article: its bubble, and the buttons below it. */
import { contentOf } from "./content.js";
import { el } from "./dom.js";
import { nodesOf } from "./entities.js";
import { inlineKeyboard } from "./keyboard.js";
import { onLongPress } from "./longpress.js";
import { forwardedFrom, summary, wordsOf } from "./summary.js";
import { inFull, timeOfDay } from "./times.js";

const JUMBO = /^(?:\p{RGI_Emoji}\s?){1,3}$/v;

/**
 * @param chat what a bubble may ask of its chat: botName, links, waiting, and the taps
 *   {press, jump, openPhoto, react, replay, openMenu}.
 */
export function messageNode(message, chat) {
  const keyboard = message.keyboard?.length ? inlineKeyboard(message, chat) : null;
  const article = el(
    "article",
    {
      class: `message ${message.out ? "out" : "in"}`,
      id: `message-${message.message_id}`,
      "data-id": message.message_id,
      tabindex: -1,
      "aria-label": `${message.out ? "You" : chat.botName}, ${timeOfDay(message.date)}`,
      contextmenu: (event) => {
        if (!event.target.closest("a")) event.preventDefault();
        openMenu(event, message, chat);
      },
      keydown: (event) => menuByKey(event, message, chat),
    },
    bubble(message, chat),
    keyboard,
  );
  onLongPress(article, (touch) => openMenu(touch, message, chat));
  return article;
}

function openMenu({ target, clientX: x, clientY: y }, message, chat) {
  if (!target.closest("a, .key")) chat.openMenu(message, { x, y });
}

function menuByKey(event, message, chat) {
  const opens = event.key === "Enter" || event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
  if (!opens || event.target !== event.currentTarget) return;
  event.preventDefault();
  const box = event.currentTarget.getBoundingClientRect();
  chat.openMenu(message, { x: box.left + 24, y: box.bottom - 12 });
}

function bubble(message, chat) {
  const words = wordsOf(message);
  const jumbo = JUMBO.test(words);
  const bare = jumbo || (!words && (message.sticker || message.dice || message.photo));
  const reacted = message.reactions.bot || message.reactions.person;
  return el(
    "div",
    { class: bare ? "bubble bare" : "bubble" },
    el("span", { class: "visually-hidden" }, `${message.out ? "You" : chat.botName}: `),
    forwarded(message),
    quoted(message, chat),
    contentOf(message, { open: chat.openPhoto }),
    el(
      "div",
      { class: jumbo ? "text jumbo" : "text", dir: "auto" },
      el("span", { class: "words" }, nodesOf(words, message.entities ?? message.caption_entities, chat.links)),
      reacted ? null : meta(message, chat),
    ),
    reacted ? reactions(message, chat) : null,
  );
}

function forwarded(message) {
  const from = forwardedFrom(message);
  return from && el("span", { class: "forwarded", dir: "auto" }, `Forwarded from ${from}`);
}

function quoted({ reply_to_message: original, quote }, chat) {
  if (!original) return null;
  const name = original.from?.is_bot ? chat.botName : "You";
  return el(
    "button",
    {
      type: "button",
      class: "reply",
      click: () => chat.jump(original.message_id),
      "aria-label": `In reply to ${name}: ${summary(original)}`,
    },
    el("b", { dir: "auto" }, name),
    el("span", { dir: "auto" }, quote?.text ?? summary(original)),
  );
}

function meta(message, chat) {
  const replay =
    message.effect &&
    el(
      "button",
      {
        type: "button",
        class: "replay",
        "aria-label": `Play the ${message.effect} effect again`,
        click: () => chat.replay(message),
      },
      message.effect,
    );
  return el(
    "span",
    { class: "meta", dir: "ltr" },
    replay,
    message.edited ? el("span", {}, "edited") : null,
    el(
      "time",
      { datetime: new Date(message.date * 1000).toISOString(), title: inFull(message.date) },
      timeOfDay(message.date),
    ),
  );
}

function reactions(message, chat) {
  const { bot, person } = message.reactions;
  const chips = [
    bot &&
      el(
        "span",
        { class: "reaction", role: "img", "aria-label": `${chat.botName} reacted with ${bot}` },
        el("i", {}, bot),
      ),
    person &&
      el(
        "button",
        {
          type: "button",
          class: "reaction",
          "aria-label": `Your reaction ${person}: take it back`,
          click: () => chat.react(message, null),
        },
        el("i", {}, person),
      ),
  ];
  return el("div", { class: "reactions" }, chips, meta(message, chat));
}
