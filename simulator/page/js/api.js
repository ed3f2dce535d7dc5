/**
 * The simulator's user API and its clock. Calls resolve to JSON; a refusal throws Refused, a lost connection
 * TypeError.
 */

export class Refused extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

async function request(path, options = {}) {
  const response = await fetch(path, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(response.status, body.error ?? `The simulator answered ${response.status}.`);
  return body;
}

const post = (path, body = {}) =>
  request(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

export const people = () => request("/user/people");
export const addPerson = (firstName, languageCode) =>
  post("/user/people", { first_name: firstName, language_code: languageCode });
export const readClock = () => request("/simulator/clock");
/** @param move `{forward: seconds}` or `{to: epoch}`; resolves on arrival. */
export const moveClock = (move) => post("/simulator/clock", move);

/** One person's phone: everything they can do in their private chat with the bot. */
export class Phone {
  #root;

  constructor(id) {
    this.id = id;
    this.#root = `/user/${id}`;
  }

  bot() {
    return request(`/user/bot?person=${this.id}`);
  }

  chat(before = null, limit = 50) {
    const from = before === null ? "" : `&before=${before}`;
    return request(`${this.#root}/chat?limit=${limit}${from}`);
  }

  events(after, signal) {
    return request(`${this.#root}/events?after=${after}&timeout=25`, { signal });
  }

  write(text, replyTo = null) {
    return post(`${this.#root}/text`, replyTo === null ? { text } : { text, reply_to: replyTo });
  }

  tap(messageId, row, column) {
    return post(`${this.#root}/tap`, { message_id: messageId, row, column });
  }
  edit(messageId, text) {
    return post(`${this.#root}/edit`, { message_id: messageId, text });
  }
  react(messageId, emoji) {
    return post(`${this.#root}/react`, { message_id: messageId, emoji });
  }
  remove(messageId) {
    return post(`${this.#root}/delete`, { message_id: messageId });
  }
  location(latitude, longitude) {
    return post(`${this.#root}/location`, { latitude, longitude });
  }
  attachment(kind, caption = "") {
    return post(`${this.#root}/attachment`, caption ? { kind, caption } : { kind });
  }
  forward(text, fromName) {
    return post(`${this.#root}/forward`, { text, from_name: fromName });
  }
  block() {
    return post(`${this.#root}/block`);
  }
  unblock() {
    return post(`${this.#root}/unblock`);
  }
  deactivate() {
    return post(`${this.#root}/deactivate`);
  }

  photo(file, caption) {
    return this.#upload("photo", file, caption);
  }
  document(file) {
    return this.#upload("document", file, "");
  }

  #upload(kind, file, caption) {
    const form = new FormData();
    form.append(kind, file);
    form.append("caption", caption);
    return request(`${this.#root}/${kind}`, { method: "POST", body: form });
  }
}
