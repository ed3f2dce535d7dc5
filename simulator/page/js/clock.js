/** The simulator's clock: what it says, and the buttons that move it forward. */
import { moveClock, readClock } from "./api.js";
import { find } from "./dom.js";
import { inFull, nextMorning, dateAndTime } from "./times.js";

const LOOK_AGAIN = 700;

export class Clock {
  #ahead = 0;
  #moving = false;

  /** @param notices {changed(), failed(error)} */
  constructor(section, notices) {
    this.section = section;
    this.notices = notices;
  }

  /** Epoch seconds of the simulator. */
  now() {
    return Date.now() / 1000 + this.#ahead;
  }

  async start() {
    for (const button of this.#buttons) button.addEventListener("click", () => this.#move(button.dataset.move));
    setInterval(() => this.#show(), 1000);
    await this.look();
  }

  /** Asks the simulator; while something moves its clock, asks again. */
  async look() {
    const { now, moving } = await readClock();
    this.#set(now);
    this.#setMoving(moving);
    if (moving) setTimeout(() => this.look().catch(this.notices.failed), LOOK_AGAIN);
  }

  /** The clock was moved, by this page or by anything else. */
  moved(now) {
    this.#set(now);
    if (!this.#moving) this.look().catch(this.notices.failed);
  }

  get #buttons() {
    return [...this.section.querySelectorAll("[data-move]")];
  }

  async #move(kind) {
    if (this.#moving) return;
    this.#setMoving(true);
    try {
      await moveClock(this.#target(kind));
    } catch (error) {
      this.notices.failed(error);
    }
    this.#moving = false;
    await this.look().catch(this.notices.failed);
  }

  #target(kind) {
    switch (kind) {
      case "hour":
        return { forward: 3600 };
      case "morning":
        return { to: nextMorning(this.now()) };
      default:
        return { forward: 86400 };
    }
  }

  #set(now) {
    this.#ahead = now - Date.now() / 1000;
    this.#show();
    this.notices.changed();
  }

  #setMoving(moving) {
    this.#moving = moving;
    find("#clock-state", this.section).textContent = moving ? "Moving…" : "";
    this.section.classList.toggle("moving", moving);
    for (const button of this.#buttons) button.setAttribute("aria-disabled", String(moving));
  }

  #show() {
    const label = find("time", this.section);
    label.textContent = dateAndTime(this.now());
    label.title = inFull(this.now());
    label.dateTime = new Date(this.now() * 1000).toISOString();
  }
}
