/** Buttons under a message, and those that wait for the bot's answer. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

const LONGEST_WAIT = 15000;

/** Rows of buttons; a button that waits for its answer is shown so. */
export function inlineKeyboard(message, chat) {
  const rows = message.keyboard.map((row, y) =>
    el(
      "div",
      {},
      row.map((button, x) => key(message, button, [y, x], chat)),
    ),
  );
  return el("div", { class: "keys-in", role: "group", "aria-label": "Buttons" }, rows);
}

function key(message, button, place, chat) {
  if (button.url) return linkKey(button);
  const attributes = {
    type: "button",
    class: "key",
    dir: "auto",
    "data-style": button.style,
    "data-place": place.join(),
    "aria-busy": chat.waiting.has(message.message_id, place) && "true",
    click: () => (button.copy ? chat.copy(button.copy) : chat.press(message, place)),
  };
  return el("button", attributes, button.text, button.copy ? icon("copy") : null);
}

function linkKey({ text, url, style }) {
  const attributes = {
    class: "key",
    href: safe(url),
    "data-style": style,
    target: "_blank",
    rel: "noopener noreferrer",
  };
  return el("a", attributes, text, icon("link"));
}

const safe = (address) => (/^(https?|tg):/i.test(address) ? address : null);

/** Presses that have not been answered yet. */
export class Waiting {
  #presses = new Set();
  #early = new Set();

  /** @param mark called with a message id, a place in its rows, and whether the button there waits. */
  constructor(mark) {
    this.mark = mark;
  }

  has(messageId, place) {
    return [...this.#presses].some((press) => press.messageId === messageId && press.place === place.join());
  }

  /** Waits from the press on; `asked` resolves to the id of the callback query. */
  async add(messageId, place, asked) {
    const press = { messageId, place: place.join() };
    this.#presses.add(press);
    this.mark(messageId, press.place, true);
    try {
      const { callback_query_id: id } = await asked;
      if (this.#early.delete(id)) return;
      await this.#answer(press, id);
    } finally {
      this.#presses.delete(press);
      this.mark(messageId, press.place, false);
    }
  }

  /** The bot answered; possibly before the press itself returned. */
  answered(id) {
    const press = [...this.#presses].find((candidate) => candidate.id === id);
    if (press) press.settle();
    else this.#early.add(id);
  }

  #answer(press, id) {
    return new Promise((resolve) => {
      Object.assign(press, { id, settle: resolve });
      setTimeout(resolve, LONGEST_WAIT);
    });
  }
}
