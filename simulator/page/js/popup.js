/** A menu near a point: arrows walk, Escape closes, the focus goes back where it was. */
import { el } from "./dom.js";
import { icon } from "./icons.js";

const MARGIN = 8;

export class Popup {
  constructor(root) {
    this.root = root;
  }

  listen() {
    this.root.addEventListener("keydown", (event) => this.#walk(event));
    // Not popover="auto": that closes when the finger of a long press is lifted.
    document.addEventListener(
      "pointerdown",
      ({ target }) => this.#isOpen && !this.root.contains(target) && this.close(),
    );
    this.root.addEventListener("toggle", (event) => {
      if (event.newState === "closed") this.#giveBack();
    });
  }

  /**
   * @param at {x, y, above?}: beside a point, or over it.
   * @param items [{label, icon, danger?, run}]
   * @param strip a row of nodes above them, or null.
   */
  open(at, label, items, strip = null) {
    if (this.#isOpen) this.close();
    this.before = document.activeElement;
    const buttons = items.map((item) => this.#button(item));
    this.root.replaceChildren(el("div", { role: "menu", "aria-label": label }, strip, buttons));
    this.root.showPopover();
    this.#place(at);
    this.#choices[0]?.focus();
  }

  /** A menu choice made elsewhere, such as in the strip. */
  choose(run) {
    this.close();
    run();
  }

  close() {
    this.root.hidePopover();
  }

  get #isOpen() {
    return this.root.matches(":popover-open");
  }

  get #choices() {
    return [...this.root.querySelectorAll("button")];
  }

  #button({ label, icon: name, danger, run }) {
    return el(
      "button",
      { type: "button", role: "menuitem", class: danger ? "item danger" : "item", click: () => this.choose(run) },
      icon(name),
      label,
    );
  }

  #place({ x, y, above }) {
    const { width, height } = this.root.getBoundingClientRect();
    const inside = (value, size, whole) => Math.max(MARGIN, Math.min(value, whole - size - MARGIN));
    this.root.style.left = `${inside(x, width, innerWidth)}px`;
    this.root.style.top = `${inside(above ? y - height : y, height, innerHeight)}px`;
  }

  #walk(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Tab" || event.key === "Escape") this.close();
    if (!step) return;
    event.preventDefault();
    const choices = this.#choices;
    const place = choices.indexOf(document.activeElement) + step;
    choices[(place + choices.length) % choices.length].focus();
  }

  #giveBack() {
    if (this.root.contains(document.activeElement) || document.activeElement === document.body)
      this.before?.focus({ preventScroll: true });
  }
}
