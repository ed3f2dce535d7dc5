/** What can be done with one message. */
import { el } from "./dom.js";
import { wordsOf } from "./summary.js";

const REACTIONS = ["👍", "❤", "🔥", "🎉", "👏", "🤗", "🙏", "👎"];

/** @param chat {reply, edit, copy, remove, react}: each takes the message. */
export function openMessageMenu(popup, at, message, chat) {
  const own = message.reactions?.person;
  const strip = el(
    "div",
    { class: "strip", role: "group", "aria-label": "React" },
    REACTIONS.map((emoji) =>
      el(
        "button",
        {
          type: "button",
          role: "menuitemradio",
          "aria-checked": String(emoji === own),
          "aria-label": emoji === own ? `${emoji}, take back` : `React with ${emoji}`,
          click: () => popup.choose(() => chat.react(message, emoji === own ? null : emoji)),
        },
        emoji,
      ),
    ),
  );
  popup.open(at, "Message", choices(message, chat), strip);
}

function choices(message, chat) {
  const words = wordsOf(message);
  return [
    { label: "Reply", icon: "reply", run: () => chat.reply(message) },
    words && { label: "Copy text", icon: "copy", run: () => chat.copy(words) },
    message.out &&
      message.text &&
      !message.forward_origin && { label: "Edit", icon: "pencil", run: () => chat.edit(message) },
    { label: "Delete", icon: "trash", danger: true, run: () => chat.remove(message) },
  ].filter(Boolean);
}
