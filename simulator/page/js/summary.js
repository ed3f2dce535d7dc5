/** A message in a few words: for reply quotes, the title and assistive technology. */

const KINDS = {
  photo: "🖼 Photo",
  location: "📍 Location",
  venue: "📍 Place",
  voice: "🎤 Voice message",
  video: "🎬 Video",
  sticker: "Sticker",
  document: "📎 File",
  audio: "🎵 Audio",
  contact: "👤 Contact",
  poll: "📊 Poll",
  dice: "🎲 Dice",
  animation: "GIF",
  video_note: "🎬 Video message",
  story: "Story",
};

export const wordsOf = (message) => message.text ?? message.caption ?? "";

export function summary(message) {
  const kind = Object.keys(KINDS).find((name) => message[name]);
  return [kind && KINDS[kind], wordsOf(message)].filter(Boolean).join(" ") || "Message";
}

/** @returns who a forwarded message came from, or null. */
export function forwardedFrom(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  return (
    origin.sender_user_name ??
    origin.sender_user?.first_name ??
    origin.sender_chat?.title ??
    origin.chat?.title ??
    "someone"
  );
}
