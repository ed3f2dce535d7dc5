/** Line icons on a 24-unit square, drawn for this page. */
import { find, svg } from "./dom.js";

const PATHS = {
  bell: "M12 3a6 6 0 0 0-6 6v4l-2 3h16l-2-3V9a6 6 0 0 0-6-6ZM10 19a2 2 0 0 0 4 0",
  chart: "M5 20V10M12 20V4M19 20v-7",
  clip: "m20 11-8.500 8.500a5.500 5.500 0 0 1-7.800-7.800L12.500 3a3.700 3.700 0 0 1 5.200 5.200L9 16.800a1.800 1.800 0 0 1-2.600-2.600L14 6.500",
  close: "M6 6l12 12M18 6 6 18",
  copy: "M9 9h11v11H9ZM15 9V4H4v11h5",
  dice: "M4 4h16v16H4ZM8.500 8.500h.01M15.500 8.500h.01M12 12h.01M8.500 15.500h.01M15.500 15.500h.01",
  down: "m6 10 6 6 6-6",
  file: "M6 3h8l4 4v14H6ZM14 3v4h4",
  forward: "M14 5l6 6-6 6v-4c-5 0-8 1-10 5 0-6 3-10 10-10Z",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5M12 7.800h.01",
  keys: "M3 6h18v12H3ZM7 10h.01M12 10h.01M17 10h.01M8 14h8",
  link: "M8 16 17 7M9 7h8v8",
  menu: "M4 7h16M4 12h16M4 17h10",
  microphone: "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3ZM5 11a7 7 0 0 0 14 0M12 18v3",
  moon: "M20 14A8.500 8.500 0 0 1 10 4a8.500 8.500 0 1 0 10 10Z",
  pencil: "m4 20 1-5L16 4l4 4L9 19Z",
  people:
    "M9 4a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7ZM2.500 20c0-4 2.500-6 6.500-6s6.500 2 6.500 6M16 5a3 3 0 0 1 0 6M18 14.500c2.300.8 3.500 2.600 3.500 5.500",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4 21c0-4.500 3-7 8-7s8 2.500 8 7",
  photo: "M4 5h16v14H4ZM4 16l4.500-5 4 4.500 2.500-2.500 5 4.500M15.500 9h.01",
  pin: "M12 21s7-6.500 7-12a7 7 0 0 0-14 0c0 5.500 7 12 7 12ZM12 7a2 2 0 1 0 0 4.500A2 2 0 0 0 12 7Z",
  play: "M8 5v14l11-7Z",
  plus: "M12 5v14M5 12h14",
  reply: "M10 5 4 11l6 6v-4c5 0 8 1 10 5 0-6-3-10-10-10Z",
  send: "M4 12 20 4l-5 16-3.500-6.500ZM11.500 13.500 20 4",
  smile: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 14c1 1.700 2.400 2.500 4 2.500s3-.8 4-2.500M9 9.500h.01M15 9.500h.01",
  stop: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM6 6l12 12",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2.500M12 19.500V22M2 12h2.500M19.500 12H22M5 5l1.700 1.700M17.300 17.300 19 19M19 5l-1.700 1.700M6.700 17.300 5 19",
  sunMoon: "M12 3a9 9 0 1 0 0 18ZM12 3a9 9 0 0 1 0 18M15 8.500h3.700M15 12h6M15 15.500h3.700",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5",
  undo: "M9 6 4 11l5 5M4 11h10a6 6 0 0 1 0 12",
  video: "M3 6h12v12H3ZM15 10.500l6-3.500v10l-6-3.500Z",
};

/** @returns an icon that assistive technology passes over. */
export function icon(name) {
  const line = svg("path", {
    d: PATHS[name],
    fill: "none",
    stroke: "currentColor",
    "stroke-width": 1.9,
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
  });
  return svg("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, line);
}

/** Puts an icon into every element that names one in data-icon. */
export function drawIcons(root = document) {
  for (const node of root.querySelectorAll("[data-icon]")) {
    if (!find("svg", node)) node.prepend(icon(node.dataset.icon));
  }
}
