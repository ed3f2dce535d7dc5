/** Puts the page together. */
import { Chat } from "./chat.js";
import { Clock } from "./clock.js";
import { Composer } from "./composer.js";
import { tell } from "./dialogs.js";
import { find } from "./dom.js";
import { Effects } from "./effects.js";
import { Header } from "./header.js";
import { drawIcons } from "./icons.js";
import { Log } from "./log.js";
import { People } from "./people.js";
import { Popup } from "./popup.js";
import { Presence } from "./presence.js";
import { ReplyKeys } from "./replykeys.js";
import { themeToggle } from "./theme.js";
import { toast } from "./toasts.js";

const banner = (words) => Object.assign(find("#banner"), { textContent: words, hidden: !words });
const say = (content) => toast(find("#toasts"), content);

function failed(error) {
  console.warn(error);
  say(error instanceof TypeError ? "That didn't reach the simulator." : error.message);
}

function assemble() {
  const chat = new Chat({
    toast: say,
    failed,
    lost: () => banner("No connection to the simulator. Trying again…"),
    back: () => banner(""),
    forgotten: () => location.reload(),
    refresh: () => people.refresh(),
  });
  const people = new People(
    {
      sheet: find("#people"),
      list: find("#people-list"),
      actions: find("#person-actions"),
      add: find("#add-person"),
      open: find("#open-people"),
      scrim: find("#scrim"),
      behind: find("main"),
    },
    (person) => chat.open(person),
  );
  chat.furnish(partsOf(chat));
  return { chat, people };
}

function partsOf(chat) {
  const log = new Log(find("#log"), chat, { older: () => chat.older(), moved: () => chat.looked() });
  const grown = () => log.pinned && log.toEnd();
  const title = { name: find("#bot-name"), avatar: find("#bot-avatar"), jump: find("#jump") };
  return {
    log,
    header: new Header(title),
    clock: new Clock(find("#clock"), { changed: () => log.renameDays(), failed }),
    composer: composerOf(chat, log),
    effects: new Effects(find("#effects"), find("#glow")),
    keys: new ReplyKeys(
      { root: find("#keys"), toggle: find("#toggle-keys") },
      { send: (text) => chat.write(text), sendLocation: () => chat.sendLocation() },
    ),
    popup: new Popup(find("#popup")),
    presence: new Presence({ status: find("#bot-status"), tail: log.tail, changed: grown }),
  };
}

function composerOf(chat, log) {
  const parts = {
    form: find("#write"),
    input: find("#input"),
    send: find("#send"),
    context: find("#context"),
    instead: find("#instead"),
    commands: find("#commands"),
    menu: find("#menu"),
  };
  return new Composer(parts, {
    write: (text, replyTo) => chat.write(text, replyTo),
    edit: (id, text) => chat.saveEdit(id, text),
    toMessages: () => log.focusLast(),
  });
}

function listen(chat) {
  for (const part of [chat.log, chat.composer, chat.keys, chat.popup]) part.listen();
  find("#jump").addEventListener("click", () => chat.log.toEnd());
  document.addEventListener("visibilitychange", () => chat.looked());
  find("#log").addEventListener("keydown", (event) => {
    if (event.key === "Escape") chat.composer.focus();
  });
  find("#about").addEventListener("click", () =>
    tell("A stand-in for Telegram", find("#about-text").content.cloneNode(true)),
  );
  listenForFiles(chat);
}

function listenForFiles(chat) {
  const choosers = { photo: find("#photo-file"), file: find("#any-file") };
  const send = (file) => {
    if (file?.type.startsWith("image/")) chat.sendPhoto(file);
  };
  find("#attach").addEventListener("click", () => {
    const box = find("#attach").getBoundingClientRect();
    chat.openAttach({ x: box.right, y: box.top - 12, above: true }, (kind) => choosers[kind].click());
  });
  choosers.photo.addEventListener("change", () => {
    send(choosers.photo.files[0]);
    choosers.photo.value = "";
  });
  choosers.file.addEventListener("change", () => {
    if (choosers.file.files[0]) chat.sendFile(choosers.file.files[0]);
    choosers.file.value = "";
  });
  find("#input").addEventListener("paste", (event) => send(event.clipboardData.files[0]));
}

async function start() {
  drawIcons();
  themeToggle(find("#theme"));
  const { chat, people } = assemble();
  listen(chat);
  // Others may have joined or left meanwhile: a terminal, another window.
  addEventListener("focus", () => people.refresh().catch(failed));
  await chat.clock.start();
  await people.start();
  document.documentElement.dataset.ready = "";
}

start().catch((error) => {
  console.error(error);
  banner("The simulator doesn't answer. Start it, then reload this page.");
});
