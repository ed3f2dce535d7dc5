/** Short notices that come and go. Read aloud politely. */
import { el } from "./dom.js";

const SHORTEST = 3500;
const PER_CHARACTER = 55;

/** @param content text or nodes; stays as long as it takes to read. */
export function toast(root, content) {
  const node = el("div", { class: "toast", dir: "auto" }, content);
  root.append(node);
  setTimeout(() => node.remove(), SHORTEST + node.textContent.length * PER_CHARACTER);
}
