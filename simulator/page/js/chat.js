/** One person's chat with the bot: what the phone tells, shown; what the person does, asked of the phone. */
import { Phone } from "./api.js";
import { openAttachMenu, sendPhoto, shareLocation } from "./attach.js";
import { tell, viewPhoto } from "./dialogs.js";
import { el } from "./dom.js";
import { Feed } from "./feed.js";
import { Waiting } from "./keyboard.js";
import { openMessageMenu } from "./messagemenu.js";
import { keyboardInForce } from "./replykeys.js";
import { welcome } from "./welcome.js";

export class Chat {
  #history = { done: false, loading: false };

  /**
   * @param notices {toast(content), failed(error), lost(), back(), forgotten(), refresh()};
   *   refresh resolves to the person as they stand now.
   */
  constructor(notices) {
    this.notices = notices;
    this.waiting = new Waiting((...press) => this.log.markBusy(...press));
  }

  /** The parts know their chat, and the chat its parts. */
  furnish(parts) {
    Object.assign(this, parts);
  }

  get botName() {
    return this.bot.name;
  }

  get links() {
    return {
      username: this.bot.username,
      now: () => this.clock.now(),
      command: (text) => this.write(text),
      start: (payload) => this.write(`/start ${payload}`.trim()),
    };
  }

  /** Shows this person's chat and follows it from here on. */
  async open(person) {
    this.feed?.stop();
    this.composer.changePerson(this.person?.id, person.id);
    const phone = new Phone(person.id);
    Object.assign(this, { person, phone });
    const [bot, history] = await Promise.all([phone.bot(), phone.chat()]);
    if (this.phone !== phone) return;
    this.#begin(bot, history);
    this.feed = new Feed(phone, this.#listener());
    this.feed.follow(history.sequence);
  }

  #begin(bot, { messages }) {
    this.#setBot(bot);
    this.presence.idle("bot");
    this.#history = { done: messages.length < 50, loading: false };
    this.log.clear();
    this.log.show(messages.filter((message) => !message.deleted));
    this.#count(0);
    this.#stand();
    this.keys.show(this.closed ? null : keyboardInForce(this.log.messages));
    const latest = messages.at(-1);
    if (latest?.reply_keyboard?.force_reply) this.#forceReply(latest);
  }

  #setBot(bot) {
    this.bot = bot;
    this.header.show(bot);
    this.composer.commands.set(bot.commands);
  }

  /** The person's standing, and what stands in place of the message field. */
  #stand() {
    const { blocked, deactivated } = this.person;
    this.closed = blocked || deactivated || !this.log.size;
    if (!this.log.size) this.presence.tail.replaceChildren(welcome(this.bot));
    if (deactivated) this.composer.instead("This account is deleted. Be someone else to go on.", null);
    else if (blocked) this.composer.instead("You blocked this bot.", { label: "Unblock", run: () => this.#unblock() });
    else if (!this.log.size)
      this.composer.instead("", { label: "Start", start: true, run: () => this.write("/start") });
    else this.composer.instead("", null);
  }

  async #unblock() {
    await this.#ask(this.phone.unblock());
    this.person = await this.notices.refresh();
    this.#stand();
  }

  #listener() {
    const { phone } = this;
    const { lost, back, forgotten } = this.notices;
    const event = (event) => this.phone === phone && this.#events[event.kind]?.(event);
    return { event, lost, back, forgotten };
  }

  #events = {
    message: ({ message }) => this.#arrived(message),
    edited: ({ message }) => this.log.put(message),
    reaction: ({ message }) => this.log.put(message),
    deleted: ({ message }) => this.log.remove(message.message_id),
    answered: (answer) => this.#answered(answer),
    typing: ({ action }) => this.presence.busy(action),
    draft: ({ text }) => this.presence.draft(text),
    profile: async () => this.#setBot(await this.phone.bot()),
    clock: ({ now }) => this.clock.moved(now),
    effect: ({ message_id: id, emoji }) => this.effects.play(emoji, this.log.node(id)?.getBoundingClientRect()),
  };

  #arrived(message) {
    const wasEmpty = !this.log.size;
    if (!message.out || wasEmpty) this.presence.clear();
    const isNew = this.log.put(message);
    if (wasEmpty) this.#begun();
    if (message.reply_keyboard) this.keys.show(keyboardInForce(this.log.messages));
    if (message.reply_keyboard?.force_reply && isNew) this.#forceReply(message);
    if (isNew && !message.out && (document.hidden || !this.log.pinned)) this.#count(this.header.unseen + 1);
  }

  #begun() {
    this.#stand();
    this.composer.focus();
    this.notices.refresh();
  }

  #forceReply(message) {
    this.composer.about({
      kind: "reply",
      message,
      name: this.botName,
      placeholder: message.reply_keyboard.placeholder,
    });
  }

  #answered({ callback_query_id: id, text, show_alert: asAlert, url }) {
    this.waiting.answered(id);
    if (url)
      this.notices.toast([
        text ? `${text} ` : "",
        el("a", { href: /^https?:/i.test(url) ? url : null, target: "_blank", rel: "noopener noreferrer" }, url),
      ]);
    else if (text && asAlert) this.#alert(text);
    else if (text) this.notices.toast(text);
  }

  /** The message the focus came from may have changed meanwhile. */
  async #alert(text) {
    await tell(this.botName, text);
    if (document.activeElement === document.body) this.composer.focus();
  }

  #count(unseen) {
    this.header.count(unseen, !this.log.atEnd);
  }

  /** The view moved, or the page was looked at again. */
  looked() {
    this.#count(this.log.atEnd && !document.hidden ? 0 : this.header.unseen);
  }

  async older() {
    const history = this.#history;
    if (history.done || history.loading || !this.log.size) return;
    history.loading = true;
    const answer = await this.#ask(this.phone.chat(this.log.oldest));
    if (history !== this.#history) return;
    history.loading = false;
    history.done = !answer || answer.messages.length < 50;
    if (answer) this.log.show(answer.messages.filter((message) => !message.deleted));
  }

  /** Runs a request; shows the message it returns, if any; says what went wrong. */
  async #ask(request) {
    try {
      const answer = await request;
      if (answer?.message_id && answer.chat?.id === this.person.id) this.#changed(answer);
      return answer;
    } catch (error) {
      this.notices.failed(error);
      return null;
    }
  }

  #changed(message) {
    if (this.log.get(message.message_id)) this.log.put(message);
    else this.#arrived(message);
  }

  async write(text, replyTo = null) {
    const sent = await this.#ask(this.phone.write(text, replyTo));
    if (!sent) this.composer.restore(text);
  }

  async press(message, place) {
    if (this.waiting.has(message.message_id, place)) return;
    await this.waiting
      .add(message.message_id, place, this.phone.tap(message.message_id, ...place))
      .catch(this.notices.failed);
  }

  async copy(text) {
    await navigator.clipboard.writeText(text).then(() => this.notices.toast("Copied."), this.notices.failed);
  }

  edit(message) {
    this.composer.about({ kind: "edit", message });
  }
  saveEdit(id, text) {
    return this.#ask(this.phone.edit(id, text));
  }
  react(message, emoji) {
    return this.#ask(this.phone.react(message.message_id, emoji));
  }
  reply(message) {
    this.composer.about({ kind: "reply", message, name: message.out ? "yourself" : this.botName });
  }

  async remove(message) {
    if (await this.#ask(this.phone.remove(message.message_id))) this.log.remove(message.message_id);
  }

  jump(id) {
    this.log.jump(id);
  }
  replay(message) {
    this.effects.play(message.effect, this.log.node(message.message_id).getBoundingClientRect());
  }
  openPhoto(address, caption) {
    viewPhoto(address, caption);
  }
  openMenu(message, at) {
    openMessageMenu(this.popup, at, message, this);
  }
  openAttach(at, pick) {
    openAttachMenu(this.popup, at, this.phone, (request) => this.#ask(request), pick);
  }
  sendFile(file) {
    return this.#ask(this.phone.document(file));
  }
  sendPhoto(file) {
    return sendPhoto(file, this.phone, (request) => this.#ask(request));
  }
  sendLocation() {
    return shareLocation(this.phone, (request) => this.#ask(request));
  }
}
