/** What a message carries besides its text: pictures, places, voices, and so on. */
import { el, svg } from "./dom.js";
import { icon } from "./icons.js";

/** @returns nodes for everything but text. @param photo {open(address, caption)} */
export function contentOf(message, photo) {
  return Object.keys(KINDS)
    .filter((kind) => message[kind])
    .slice(0, 1)
    .map((kind) => KINDS[kind](message, photo));
}

const KINDS = {
  photo: picture,
  location: ({ location }) => place(location, "Location"),
  venue: ({ venue }) => place(venue.location, venue.title),
  sticker: ({ sticker }) =>
    el("div", { class: "sticker", role: "img", "aria-label": `Sticker ${sticker.emoji ?? ""}` }, sticker.emoji ?? "🙂"),
  dice: ({ dice }) =>
    el("div", { class: "sticker", role: "img", "aria-label": `${dice.emoji}: ${dice.value}` }, dice.emoji),
  voice: ({ voice }) =>
    card("microphone", wave(voice.file_unique_id ?? "voice"), `Voice message, ${length(voice.duration)}`),
  audio: ({ audio }) => card("play", audio.title ?? "Audio", length(audio.duration)),
  video: ({ video }) => card("video", "Video", length(video.duration)),
  video_note: ({ video_note: note }) => card("video", "Video message", length(note.duration)),
  animation: ({ animation }) => card("play", "GIF", length(animation.duration)),
  document: download,
  contact: ({ contact }) =>
    card("person", [contact.first_name, contact.last_name].filter(Boolean).join(" "), contact.phone_number),
  poll,
  story: () => card("photo", "Story", "forwarded"),
};

const length = (seconds = 0) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function card(badge, title, note) {
  return el(
    "div",
    { class: "card" },
    el("span", { class: "badge" }, icon(badge)),
    el("span", {}, el("b", { dir: "auto" }, title), el("small", {}, note)),
  );
}

/** Saved, never opened here: an HTML file would run with the rights of this page. */
function download({ document: file, document_url: address }) {
  const name = file.file_name ?? "File";
  const shown = card("file", name, size(file.file_size ?? 0));
  return el("a", { class: "file", href: address, download: name, "aria-label": `Save the file ${name}` }, shown);
}

function picture({ photo: sizes, photo_url: address, caption }, photo) {
  const largest = sizes.at(-1);
  const image = el("img", {
    src: address,
    alt: caption ? `Photo: ${caption}` : "Photo",
    width: largest.width,
    height: largest.height,
    decoding: "async",
  });
  return el(
    "button",
    { type: "button", class: "photo", "aria-haspopup": "dialog", click: () => photo.open(address, caption ?? "") },
    image,
  );
}

function wave(seed) {
  const bars = Array.from({ length: 28 }, (_, index) => {
    const height = 4 + ((seed.charCodeAt(index % seed.length) * (index + 3) * 7) % 17);
    return svg("rect", { x: index * 5, y: (22 - height) / 2, width: 3, height, rx: 1.5 });
  });
  return svg("svg", { class: "wave", viewBox: "0 0 140 22", "aria-hidden": "true" }, bars);
}

function poll({ poll: { question, options } }) {
  return el(
    "div",
    { class: "poll" },
    el("b", { dir: "auto" }, question),
    el(
      "ul",
      {},
      options.map((option) => el("li", { dir: "auto" }, option.text)),
    ),
  );
}

function place({ latitude, longitude }, title) {
  const where = `${latitude.toFixed(3)}, ${longitude.toFixed(3)}`;
  return el(
    "div",
    {},
    drawing(Math.round((latitude + longitude) % 30)),
    el("b", {}, title),
    " ",
    el("small", {}, where),
  );
}

/** A drawing of somewhere, not a map: nothing is fetched. @param turn of its streets, in degrees */
function drawing(turn) {
  const streets = ["M-20 70 H300", "M-20 25 H300", "M70 -20 V160", "M180 -20 V160"].map((d) =>
    svg("path", { d, stroke: "light-dark(#fff, #3a4656)", "stroke-width": 9, transform: `rotate(${turn} 120 60)` }),
  );
  const frame = { class: "place", viewBox: "0 0 240 112", preserveAspectRatio: "xMidYMid slice" };
  return svg(
    "svg",
    { ...frame, role: "img", "aria-label": "A pin on a map" },
    svg("rect", { width: 240, height: 112, fill: "light-dark(#dbe7da, #26313d)" }),
    svg("path", { d: "M-10 112c40-50 90-10 130-40s80-10 130-60v100Z", fill: "light-dark(#c3dcec, #1d3b52)" }),
    streets,
    svg("path", { d: "M120 78s20-20 20-36a20 20 0 0 0-40 0c0 16 20 36 20 36Z", fill: "var(--danger)" }),
    svg("circle", { cx: 120, cy: 42, r: 7, fill: "#fff" }),
  );
}
