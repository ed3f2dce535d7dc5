/** That the bot is busy (a line in the header, dots in the chat), and what it has drafted so far. */
import { el } from "./dom.js";

const ACTIVE = 5000;
const DRAFT_LASTS = 30000;

const ACTIONS = {
  typing: "is typing…",
  upload_photo: "is sending a photo…",
  record_voice: "is recording…",
  upload_voice: "is sending a voice message…",
  upload_document: "is sending a file…",
  choose_sticker: "is choosing a sticker…",
  find_location: "is finding a place…",
};

export class Presence {
  /**
   * @param status the header's line
   * @param tail the end of the log
   * @param changed called when the tail grew or shrank
   */
  constructor({ status, tail, changed }) {
    this.status = status;
    this.tail = tail;
    this.changed = changed;
  }

  /** The line while nothing happens. */
  idle(text) {
    this.text = text;
    this.clear();
  }

  busy(action) {
    this.#say(ACTIONS[action] ?? ACTIONS.typing);
    this.#show(el("span", { class: "dots" }, el("i"), el("i"), el("i")), "", ACTIVE);
  }

  draft(text) {
    this.#say(ACTIONS.typing);
    this.#show(el("div", { class: "text", dir: "auto" }, text || "Thinking…"), "draft", DRAFT_LASTS);
  }

  clear() {
    clearTimeout(this.ending);
    this.status.textContent = this.text;
    this.status.classList.remove("busy");
    this.tail.replaceChildren();
  }

  #say(words) {
    this.status.textContent = words;
    this.status.classList.add("busy");
  }

  #show(content, kind, lasts) {
    clearTimeout(this.ending);
    this.tail.replaceChildren(
      el(
        "div",
        { class: `message in first last ${kind}`, "aria-hidden": "true" },
        el("div", { class: "bubble" }, content),
      ),
    );
    this.ending = setTimeout(() => this.clear(), lasts);
    this.changed();
  }
}
