/** Follows one person's events by long poll, and after a lost connection resumes at the same place. */
import { Refused } from "./api.js";

const FIRST_WAIT = 400;
const LONGEST_WAIT = 5000;

export class Feed {
  #abort = new AbortController();
  #wait = FIRST_WAIT;
  #lost = false;

  /**
   * @param listener {event(e), lost(), back(), forgotten()}: forgotten when the simulator no longer knows this
   *   chat.
   */
  constructor(phone, listener) {
    this.phone = phone;
    this.listener = listener;
  }

  stop() {
    this.#abort.abort();
  }

  /** Runs until stop(). @param after the sequence already shown. */
  async follow(after) {
    let shown = after;
    while (!this.#abort.signal.aborted) {
      try {
        shown = await this.#take(shown);
      } catch (error) {
        if (this.#abort.signal.aborted) return;
        if (this.#isForgotten(error)) return this.listener.forgotten();
        await this.#rest();
      }
    }
  }

  async #take(after) {
    if (this.#lost) await this.#resume(after);
    const { sequence, events } = await this.phone.events(after, this.#abort.signal);
    for (const event of events) this.listener.event(event);
    return sequence;
  }

  #isForgotten(error) {
    return error instanceof Refused && error.status === 404;
  }

  async #resume(after) {
    const { sequence } = await this.phone.chat(null, 1);
    if (sequence < after) throw new Refused(404, "The simulator began anew.");
    this.#wait = FIRST_WAIT;
    this.#lost = false;
    this.listener.back();
  }

  async #rest() {
    if (!this.#lost) this.listener.lost();
    this.#lost = true;
    await new Promise((resolve) => setTimeout(resolve, this.#wait));
    this.#wait = Math.min(this.#wait * 1.7, LONGEST_WAIT);
  }
}
