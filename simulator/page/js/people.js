/** Who the person at the keyboard is: a list beside the chat, a sheet on a phone. */
import { addPerson, people, Phone } from "./api.js";
import { confirm, fill } from "./dialogs.js";
import { el, find, hue, initial } from "./dom.js";
import { icon } from "./icons.js";

const LANGUAGES = [
  ["en", "English"],
  ["de", "Deutsch"],
  ["es", "Español"],
  ["fr", "Français"],
  ["it", "Italiano"],
  ["pt", "Português"],
  ["tr", "Türkçe"],
  ["uk", "Українська"],
  ["ru", "Русский"],
  ["ar", "العربية"],
  ["fa", "فارسی"],
  ["hi", "हिन्दी"],
  ["ja", "日本語"],
];
const KEPT = "person";

export class People {
  #people = [];
  #current = null;

  /** @param parts {sheet, list, actions, add, open, scrim} @param chosen called with the person to be */
  constructor(parts, chosen) {
    this.parts = parts;
    this.chosen = chosen;
  }

  get current() {
    return this.#current;
  }

  async start() {
    const { add, open, scrim, sheet } = this.parts;
    add.addEventListener("click", () => this.#add());
    open.addEventListener("click", () => this.#slide(true));
    scrim.addEventListener("click", () => this.#slide(false));
    find(".sheet-close", sheet).addEventListener("click", () => this.#slide(false));
    sheet.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#slide(false);
    });
    await this.refresh();
    const kept = Number(localStorage.getItem(KEPT));
    await this.be(this.#people.find(({ id }) => id === kept) ?? this.#people[0]);
  }

  /** Reads anew who there is and how they stand. */
  async refresh() {
    this.#people = await people();
    this.#current = this.#people.find(({ id }) => id === this.#current?.id) ?? this.#current;
    this.#draw();
    return this.#current;
  }

  async be(person) {
    this.#current = person;
    localStorage.setItem(KEPT, person.id);
    this.#slide(false);
    this.#draw();
    await this.chosen(person);
  }

  #draw() {
    this.parts.list.replaceChildren(...this.#people.map((person) => el("li", {}, this.#row(person))));
    if (this.#current) this.parts.actions.replaceChildren(...this.#actions(this.#current));
  }

  #row(person) {
    const avatar = el("span", { class: "avatar", "aria-hidden": "true" }, initial(person.first_name));
    avatar.style.setProperty("--hue", hue(person.id));
    return el(
      "button",
      {
        type: "button",
        class: "person",
        "aria-current": String(person.id === this.#current?.id),
        click: () => this.be(person),
      },
      avatar,
      el("span", {}, el("b", { dir: "auto" }, person.first_name), el("small", {}, standing(person))),
    );
  }

  #actions({ id, first_name: name, blocked, deactivated }) {
    if (deactivated) return [];
    const phone = new Phone(id);
    const after = (request) => request.then(() => this.refresh()).then((person) => this.be(person));
    const leave = async () => {
      if (
        await confirm(
          `Delete ${name}'s account?`,
          "The bot can no longer write to them. This can't be undone.",
          "Delete account",
        )
      )
        await after(phone.deactivate());
    };
    return [
      rowButton("stop", blocked ? "Unblock the bot" : "Block the bot", () =>
        after(blocked ? phone.unblock() : phone.block()),
      ),
      rowButton("trash", "Delete this account", leave, "danger"),
    ];
  }

  async #add() {
    const answer = await fill(
      "Someone else",
      [
        { name: "name", label: "First name", required: true, maxlength: 64 },
        { name: "language", label: "Language of their Telegram", options: LANGUAGES },
      ],
      "Add",
    );
    if (!answer) return;
    const person = await addPerson(answer.name, answer.language);
    await this.refresh();
    await this.be(person);
  }

  #slide(open) {
    const wasOpen = this.parts.sheet.classList.contains("open");
    this.parts.sheet.classList.toggle("open", open);
    this.parts.scrim.hidden = !open;
    this.parts.behind.inert = open;
    if (open) find("button", this.parts.sheet).focus();
    else if (wasOpen) this.parts.open.focus();
  }
}

function rowButton(name, label, run, kind = "") {
  return el("button", { type: "button", class: `row-button ${kind}`, click: run }, icon(name), label);
}

function standing({ deactivated, blocked, started, language_code: language }) {
  const state = [
    [deactivated, "account deleted"],
    [blocked, "blocked the bot"],
    [!started, "not started"],
  ].find(([holds]) => holds);
  return [state?.[1], language].filter(Boolean).join(" · ");
}
