/** The bot's commands above the message field: filtered by what is typed after "/", chosen by arrows. */
import { el, find } from "./dom.js";

export class Commands {
  #commands = [];
  #shown = [];
  #active = -1;

  /** @param actions {send(text), fill(text)} */
  constructor({ list, input, button }, actions) {
    this.list = list;
    this.input = input;
    this.button = button;
    this.actions = actions;
  }

  listen() {
    this.button.addEventListener("click", () => {
      this.#show(this.#open ? [] : this.#commands);
      this.input.focus();
    });
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.addEventListener("blur", () => this.#show([]));
  }

  set(commands) {
    this.#commands = commands;
    this.button.hidden = !commands.length;
  }

  /** The field's text changed. */
  filter(text) {
    const typed = /^\/(\w*)$/.exec(text)?.[1].toLowerCase();
    this.#show(typed === undefined ? [] : this.#commands.filter(({ command }) => command.startsWith(typed)));
    const exact = this.#shown.findIndex(({ command }) => command === typed);
    if (exact > 0) this.#activate(exact);
  }

  /** @returns whether the key was meant for the list. */
  takesKey(event) {
    if (!this.#open) return false;
    const chosen = this.#shown[this.#active];
    switch (event.key) {
      case "ArrowDown":
        return this.#activate((this.#active + 1) % this.#shown.length);
      case "ArrowUp":
        return this.#activate((this.#active + this.#shown.length - 1) % this.#shown.length);
      case "Escape":
        return this.#show([]);
      case "Tab":
        return !event.shiftKey && this.#close(() => this.actions.fill(`/${chosen.command} `));
      case "Enter":
        return this.#close(() => this.actions.send(`/${chosen.command}`));
      default:
        return false;
    }
  }

  get #open() {
    return !this.list.hidden;
  }

  #close(then) {
    this.#show([]);
    then();
    return true;
  }

  #show(commands) {
    this.#shown = commands;
    this.list.hidden = !commands.length;
    this.button.setAttribute("aria-expanded", String(this.#open));
    this.list.replaceChildren(
      ...commands.map(({ command, description }, index) =>
        el(
          "li",
          { role: "option", id: `command-${index}`, click: () => this.#close(() => this.actions.send(`/${command}`)) },
          el("b", {}, `/${command}`),
          el("span", { dir: "auto" }, description),
        ),
      ),
    );
    return this.#activate(commands.length ? 0 : -1);
  }

  #activate(index) {
    this.#active = index;
    find('[aria-selected="true"]', this.list)?.setAttribute("aria-selected", "false");
    const option = this.list.children[index];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    return true;
  }
}
