/** Dialogs. Each is made when asked for and gone when closed; the browser keeps the focus inside. */
import { el, find } from "./dom.js";
import { icon } from "./icons.js";

/** A bot's alert, or anything to read. @param content text or nodes */
export function tell(title, content) {
  return open(
    title,
    [typeof content === "string" ? el("p", { dir: "auto" }, content) : content],
    [{ label: "OK", value: "ok", main: true }],
    "alertdialog",
  );
}

/** @returns whether the person said yes. */
export async function confirm(title, text, action) {
  const choices = [
    { label: "Cancel", value: "" },
    { label: action, value: "yes", danger: true },
  ];
  return (await open(title, [el("p", {}, text)], choices, "alertdialog")) === "yes";
}

/**
 * Asks for a few values. @param fields [{name, label, value?, options?: [[value, label]], ...input attributes}]
 * @returns {name: value}, or null when cancelled. @param extra nodes above the fields
 */
export async function fill(title, fields, action, extra = []) {
  const inputs = fields.map(field);
  const choices = [
    { label: "Cancel", value: "", formnovalidate: true },
    { label: action, value: "yes", main: true },
  ];
  const answer = await open(title, [...extra, ...inputs.map(({ row }) => row)], choices, "dialog");
  return answer === "yes" ? Object.fromEntries(inputs.map(({ name, input }) => [name, input.value])) : null;
}

function field({ name, label, options, ...attributes }) {
  const input = options
    ? el(
        "select",
        { name },
        options.map(([value, text]) => el("option", { value }, text)),
      )
    : el("input", { name, dir: "auto", autocomplete: "off", ...attributes });
  return { name, input, row: el("label", {}, label, input) };
}

function open(title, content, choices, role) {
  const buttons = choices.map(({ label, value, main, danger, formnovalidate }) =>
    el("button", { type: "submit", value, formnovalidate, class: main ? "main" : danger ? "danger" : null }, label),
  );
  const heading = el("h2", { id: "dialog-title", dir: "auto" }, title);
  const form = el("form", { method: "dialog" }, heading, content, el("div", { class: "choices" }, buttons));
  form.addEventListener("keydown", (event) => pressMain(event, buttons.at(-1)));
  return shown(el("dialog", { role, "aria-labelledby": "dialog-title" }, form));
}

function pressMain(event, main) {
  if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
  event.preventDefault();
  main.click();
}

function shown(dialog) {
  document.body.append(dialog);
  dialog.showModal();
  (find("input, select, button.main", dialog) ?? dialog).focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

/** A picture over the whole window; a tap anywhere closes it. */
export function viewPhoto(address, caption) {
  const dialog = el(
    "dialog",
    { class: "viewer", "aria-label": "Photo", click: () => dialog.close() },
    el("img", { src: address, alt: caption || "Photo" }),
    caption ? el("p", { dir: "auto" }, caption) : null,
    el("button", { type: "button", class: "icon-button", "aria-label": "Close" }, icon("close")),
  );
  return shown(dialog);
}
