/** The messages on the screen: order, groups, days, scrolling, walking by keyboard. */
import { messageNode } from "./bubble.js";
import { el } from "./dom.js";
import { dayName, sameDay } from "./times.js";

const GROUP_SECONDS = 300;
const NEAR_END = 90;

export class Log {
  #entries = new Map();

  /**
   * @param chat what bubbles may ask of their chat.
   * @param asides {older(), moved()}: more history is wanted; the view scrolled.
   */
  constructor(root, chat, asides) {
    this.root = root;
    this.tail = el("div", { class: "tail" });
    this.chat = chat;
    this.asides = asides;
  }

  get messages() {
    return this.#ordered().map((entry) => entry.message);
  }
  get oldest() {
    return this.#ordered()[0]?.message.message_id ?? null;
  }
  get size() {
    return this.#entries.size;
  }
  get(id) {
    return this.#entries.get(id)?.message;
  }
  node(id) {
    return this.#entries.get(id)?.node;
  }

  listen() {
    this.root.addEventListener(
      "scroll",
      () => {
        this.pinned = this.atEnd;
        if (this.root.scrollTop < 120) this.asides.older();
        this.asides.moved();
      },
      { passive: true },
    );
    this.root.addEventListener("keydown", (event) => this.#walk(event));
    new ResizeObserver(() => {
      if (this.pinned) this.toEnd();
    }).observe(this.root);
  }

  clear() {
    this.#entries.clear();
    this.root.replaceChildren(this.tail);
    this.pinned = true;
  }

  /** Shows a stretch of history; not read aloud. */
  show(messages) {
    const fromEnd = this.root.scrollHeight - this.root.scrollTop;
    this.root.setAttribute("aria-live", "off");
    for (const message of messages) this.#draw(message);
    this.#arrange();
    if (this.pinned) this.toEnd();
    else this.root.scrollTop = this.root.scrollHeight - fromEnd;
    requestAnimationFrame(() => this.root.setAttribute("aria-live", "polite"));
  }

  /** A new or changed message. @returns whether it was new. */
  put(message) {
    if (message.deleted) return this.remove(message.message_id);
    const isNew = !this.#entries.has(message.message_id);
    const stay = this.pinned || (isNew && message.out);
    this.#draw(message);
    this.#arrange();
    if (isNew) this.node(message.message_id).classList.add("fresh");
    if (stay) this.toEnd();
    return isNew;
  }

  /** Marks whether the inline button at a place waits for its answer. */
  markBusy(id, place, busy) {
    this.node(id)?.querySelector(`[data-place="${place}"]`)?.setAttribute("aria-busy", String(busy));
  }

  remove(id) {
    const entry = this.#entries.get(id);
    if (!entry) return false;
    this.#entries.delete(id);
    entry.day?.remove();
    entry.node.classList.add("leaving");
    setTimeout(() => entry.node.remove(), 250);
    this.#arrange();
    return false;
  }

  /** The days' names, after the clock moved. */
  renameDays() {
    for (const { day, message } of this.#entries.values()) {
      if (day) day.textContent = dayName(message.date, this.chat.links.now());
    }
  }

  get atEnd() {
    return this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < NEAR_END;
  }

  toEnd() {
    this.root.scrollTop = this.root.scrollHeight;
    this.pinned = true;
  }

  jump(id) {
    const node = this.node(id);
    if (!node) return;
    node.scrollIntoView({ block: "center", behavior: "smooth" });
    node.classList.remove("found");
    requestAnimationFrame(() => node.classList.add("found"));
  }

  focusLast() {
    this.#ordered().at(-1)?.node.focus();
  }

  #ordered() {
    return [...this.#entries.values()].sort((one, other) => one.message.message_id - other.message.message_id);
  }

  #draw(message) {
    const old = this.#entries.get(message.message_id);
    const node = messageNode(message, this.chat);
    this.#entries.set(message.message_id, { message, node, day: old?.day });
    if (!old) return;
    const focused = focusPath(old.node);
    old.node.replaceWith(node);
    focused?.(node);
  }

  /** Puts what is not in its place there, and marks groups and days. */
  #arrange() {
    const entries = this.#ordered();
    entries.reduceRight((next, entry) => this.#insert(entry, next), null);
    entries.forEach((entry, index) => {
      const before = entries[index - 1]?.message;
      const after = entries[index + 1]?.message;
      this.#separate(entry, before);
      entry.node.classList.toggle("first", !together(before, entry.message));
      entry.node.classList.toggle("last", !together(entry.message, after));
    });
  }

  #insert(entry, next) {
    if (!entry.node.isConnected) this.root.insertBefore(entry.node, next ? (next.day ?? next.node) : this.tail);
    return entry;
  }

  #separate(entry, before) {
    const needed = !before || !sameDay(before.date, entry.message.date);
    if (needed && !entry.day) {
      entry.day = el("div", { class: "day" }, dayName(entry.message.date, this.chat.links.now()));
      entry.node.before(entry.day);
    } else if (!needed) {
      entry.day?.remove();
      entry.day = undefined;
    }
  }

  #walk(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const current = event.target.closest?.(".message");
    if (!step || !current || event.target !== current) return;
    event.preventDefault();
    const nodes = this.#ordered().map((entry) => entry.node);
    nodes[nodes.indexOf(current) + step]?.focus();
  }
}

/** Do two neighbours belong to one group: same side, same day, close in time? */
function together(one, other) {
  return (
    Boolean(one && other) &&
    one.out === other.out &&
    other.date - one.date < GROUP_SECONDS &&
    sameDay(one.date, other.date)
  );
}

/** @returns how to give the focus back after `node` was drawn anew, if it had it. */
function focusPath(node) {
  const focused = document.activeElement;
  if (!node.contains(focused)) return null;
  const place = focused.dataset.place;
  return (fresh) => ((place && fresh.querySelector(`[data-place="${place}"]`)) || fresh).focus({ preventScroll: true });
}
