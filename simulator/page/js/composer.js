/** The message field: writing, answering, editing; and what stands in its place. */
import { Commands } from "./commands.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { summary } from "./summary.js";

export class Composer {
  #about = null;
  #unsent = new Map();

  /**
   * @param parts {form, input, send, context, instead, commands, menu}
   * @param actions {write(text, replyTo), edit(id, text), toMessages()}
   */
  constructor(parts, actions) {
    this.parts = parts;
    this.actions = actions;
    this.commands = new Commands(
      { list: parts.commands, input: parts.input, button: parts.menu },
      {
        send: (text) => {
          this.#fill("");
          actions.write(text, null);
        },
        fill: (text) => this.#fill(text),
      },
    );
  }

  listen() {
    const { form, input } = this.parts;
    this.commands.listen();
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("input", () => {
      this.#grow();
      this.commands.filter(input.value);
    });
  }

  focus() {
    this.parts.input.focus();
  }

  /** Another person writes now: each keeps what they had not sent. */
  changePerson(from, to) {
    this.#unsent.set(from, this.parts.input.value);
    this.about(null);
    this.#fill(this.#unsent.get(to) ?? "");
  }

  /** Gives back what could not be sent, unless something else was begun. */
  restore(text) {
    if (!this.parts.input.value) this.#fill(text);
  }

  /** @param about {kind: "reply"|"edit", message, placeholder?, name?} or null for a message of its own. */
  about(about) {
    const { context, input } = this.parts;
    if (this.#about?.kind === "edit") this.#fill("");
    this.#about = about;
    context.hidden = !about;
    context.replaceChildren(...(about ? this.#contextNodes(about) : []));
    input.placeholder = about?.placeholder || "Message";
    if (about?.kind === "edit") this.#fill(about.message.text);
    if (about) this.focus();
  }

  /** Puts words and a button where the field is, or the field back. @param button {label, start?, run} or null */
  instead(text, button) {
    const closed = Boolean(text || button);
    this.parts.form.hidden = closed;
    this.parts.instead.hidden = !closed;
    this.parts.instead.replaceChildren(...(closed ? insteadNodes(text, button) : []));
  }

  #contextNodes({ kind, message, name }) {
    return [
      el(
        "div",
        { class: "reply" },
        el("b", { dir: "auto" }, kind === "edit" ? "Edit" : `Reply to ${name}`),
        el("span", { dir: "auto" }, summary(message)),
      ),
      el(
        "button",
        {
          type: "button",
          class: "icon-button",
          "aria-label": "Cancel",
          click: () => {
            this.about(null);
            this.focus();
          },
        },
        icon("close"),
      ),
    ];
  }

  #submit() {
    const text = this.parts.input.value.trim();
    const about = this.#about;
    if (!text) return;
    if (about?.kind === "edit") {
      this.actions.edit(about.message.message_id, text);
    } else {
      this.#fill("");
      this.actions.write(text, about?.message.message_id ?? null);
    }
    this.about(null);
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.commands.takesKey(event)) return event.preventDefault();
    const finger = matchMedia("(pointer: coarse)").matches;
    if (event.key === "Enter" && !event.shiftKey && !finger) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "ArrowUp" && !this.parts.input.value) {
      event.preventDefault();
      this.actions.toMessages();
    } else if (event.key === "Escape") {
      this.about(null);
    }
  }

  #fill(text) {
    this.parts.input.value = text;
    this.#grow();
  }

  #grow() {
    const { input, send } = this.parts;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight}px`;
    send.classList.toggle("ready", Boolean(input.value.trim()));
  }
}

function insteadNodes(text, button) {
  return [
    text ? el("p", {}, text) : null,
    button
      ? el(
          "button",
          { type: "button", class: button.start ? "big-button start" : "big-button", click: button.run },
          button.label,
        )
      : null,
  ].filter(Boolean);
}
