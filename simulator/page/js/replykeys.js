/** The keyboard a bot puts in place of letters. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

export class ReplyKeys {
  /** @param actions {send(text), sendLocation()} */
  constructor({ root, toggle }, actions) {
    this.root = root;
    this.toggle = toggle;
    this.actions = actions;
  }

  listen() {
    this.toggle.addEventListener("click", () => this.#open(this.root.hidden));
  }

  /** @param rows as in a shown message's reply_keyboard, or null for none. */
  show(rows) {
    this.toggle.hidden = !rows;
    this.root.replaceChildren(
      ...(rows ?? []).map((row) =>
        el(
          "div",
          {},
          row.map((button) => this.#key(button)),
        ),
      ),
    );
    this.#open(Boolean(rows));
  }

  #open(open) {
    this.root.hidden = !open;
    this.toggle.setAttribute("aria-expanded", String(open));
  }

  #key({ text, request_location: asksPlace }) {
    const run = () => (asksPlace ? this.actions.sendLocation() : this.actions.send(text));
    return el(
      "button",
      { type: "button", class: "key", dir: "auto", click: run },
      asksPlace ? icon("pin") : null,
      text,
    );
  }
}

/** @returns the keyboard in force: that of the newest message that says anything about keyboards. */
export function keyboardInForce(messages) {
  const latest = messages.findLast((message) => message.reply_keyboard)?.reply_keyboard;
  return Array.isArray(latest) ? latest : null;
}
