/** What a person can send besides text. */
import { el } from "./dom.js";
import { fill } from "./dialogs.js";

const KINDS = [
  ["Voice message", "microphone", "voice"],
  ["Sticker", "smile", "sticker"],
  ["Video", "video", "video"],
  ["Contact", "person", "contact"],
  ["Poll", "chart", "poll"],
  ["Dice", "dice", "dice"],
];
const PLACES = [
  ["53.8008,-1.5491", "Leeds"],
  ["41.0082,28.9784", "Istanbul"],
  ["40.7128,-74.0060", "New York"],
  ["-23.5505,-46.6333", "São Paulo"],
  ["28.6139,77.2090", "Delhi"],
  ["35.6762,139.6503", "Tokyo"],
  ["-33.8688,151.2093", "Sydney"],
  ["", "Somewhere else: write it below"],
];

/**
 * @param send runs a request of the phone and shows what comes of it.
 * @param pick opens the browser's file chooser: for a "photo" or any "file".
 */
export function openAttachMenu(popup, at, phone, send, pick) {
  popup.open(at, "Attach", [
    { label: "Photo…", icon: "photo", run: () => pick("photo") },
    { label: "File…", icon: "file", run: () => pick("file") },
    { label: "Location…", icon: "pin", run: () => shareLocation(phone, send) },
    ...KINDS.map(([label, icon, kind]) => ({ label, icon, run: () => send(phone.attachment(kind)) })),
    { label: "Forwarded message…", icon: "forward", run: () => forwardSomething(phone, send) },
  ]);
}

export async function shareLocation(phone, send) {
  const answer = await fill(
    "Share a location",
    [
      { name: "place", label: "Where", options: PLACES },
      {
        name: "own",
        label: "Or latitude, longitude",
        placeholder: "48.85, 2.35",
        pattern: String.raw`\s*-?[\d.]+\s*,\s*-?[\d.]+\s*`,
      },
    ],
    "Share",
  );
  const [latitude, longitude] = (answer?.own || answer?.place || "").split(",").map(Number);
  if (Number.isFinite(latitude) && Number.isFinite(longitude)) send(phone.location(latitude, longitude));
}

async function forwardSomething(phone, send) {
  const answer = await fill(
    "Forward a message",
    [
      { name: "from", label: "From", value: "A friend", required: true },
      { name: "text", label: "Text", required: true, maxlength: 4096 },
    ],
    "Forward",
  );
  if (answer) send(phone.forward(answer.text, answer.from));
}

export async function sendPhoto(file, phone, send) {
  const address = URL.createObjectURL(file);
  const preview = el("img", { class: "preview", src: address, alt: "The chosen photo" });
  const answer = await fill("Send a photo", [{ name: "caption", label: "Caption", maxlength: 1024 }], "Send", [
    preview,
  ]);
  URL.revokeObjectURL(address);
  if (answer) send(phone.photo(file, answer.caption));
}
