/** Whose chat it is, and how much of it has not been seen. */
import { initial } from "./dom.js";

export class Header {
  #name = "";
  #unseen = 0;

  /** @param jump the button that leads to the newest message */
  constructor({ name, avatar, jump }) {
    this.name = name;
    this.avatar = avatar;
    this.jump = jump;
  }

  get unseen() {
    return this.#unseen;
  }

  show(bot) {
    this.#name = bot.name;
    this.name.textContent = bot.name;
    this.avatar.textContent = initial(bot.name);
    this.count(this.#unseen);
  }

  /** @param away whether the newest message is out of view */
  count(unseen, away = false) {
    this.#unseen = unseen;
    document.title = unseen ? `(${unseen}) ${this.#name}` : this.#name;
    this.jump.hidden = !away;
    this.jump.toggleAttribute("data-count", unseen > 0);
    if (unseen) this.jump.dataset.count = unseen;
  }
}
