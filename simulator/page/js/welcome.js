/** The empty chat: what the bot says about itself. */
import { el, svg } from "./dom.js";

export function welcome(bot) {
  const rays = Array.from({ length: 7 }, (_, index) =>
    svg("path", {
      d: "M48 22v-9",
      transform: `rotate(${(index - 3) * 22.5} 48 58)`,
      stroke: "#f2b84b",
      "stroke-width": 5,
      "stroke-linecap": "round",
    }),
  );
  const sun = svg(
    "svg",
    { class: "sun", viewBox: "0 0 96 76", "aria-hidden": "true" },
    rays,
    svg("path", { d: "M24 58a24 24 0 0 1 48 0Z", fill: "#f2b84b" }),
    svg("path", { d: "M10 60h76M26 70h44", stroke: "currentColor", "stroke-width": 4, "stroke-linecap": "round" }),
  );
  return el(
    "div",
    { class: "welcome" },
    sun,
    el("h2", {}, "What can this bot do?"),
    el("p", { dir: "auto" }, bot.description || bot.short_description || "It hasn't said. Press Start to find out."),
  );
}
