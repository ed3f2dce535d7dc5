/** Building nodes. Text becomes text nodes, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/** @returns an element; function values become listeners ("click": f), null and false leave an attribute out. */
export function el(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false)
      node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const find = (selector, root = document) => root.querySelector(selector);

/** The part of a person's or bot's name that stands in an avatar. */
export const initial = (name) => [...new Intl.Segmenter().segment(name.trim() || "?")][0].segment.toUpperCase();

/** The same colour for the same id, on every visit. */
export const hue = (id) => (id * 47) % 360;
