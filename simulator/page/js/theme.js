/** Light, dark, or as the system has it; kept in this browser. */
import { icon } from "./icons.js";

const NEXT = { system: "light", light: "dark", dark: "system" };
const ICONS = { system: "sunMoon", light: "sun", dark: "moon" };

export function themeToggle(button) {
  const show = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.replaceChildren(icon(ICONS[theme]));
    button.setAttribute("aria-label", `Colours: ${theme}. Change to ${NEXT[theme]}`);
    button.title = `Colours: ${theme}`;
  };
  button.addEventListener("click", () => {
    const theme = NEXT[document.documentElement.dataset.theme];
    localStorage.setItem("theme", theme);
    show(theme);
  });
  show(NEXT[localStorage.getItem("theme")] ? localStorage.getItem("theme") : "system");
}
