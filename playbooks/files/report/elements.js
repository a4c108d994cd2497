// Making elements. Names are only ever text: nothing here takes HTML.

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "class") element.className = value;
    else if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

// What breaks, hides or turns text is shown as an escape, as in the lines that the playbooks write. The two joiners stay:
// some scripts need them.
const visible = (text) => String(text).replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
  (one) => `\\u${one.codePointAt(0).toString(16).padStart(4, "0")}`);
// A name of somebody else's choice: on its own, whatever direction its letters have.
const named = (text) => make("bdi", null, visible(text));
const counted = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

function endText(until) {
  const days = daysLeft(until);
  return `${until} (${days === 0 ? "today" : days < 0 ? "over" : counted(days, "day", "days")})`;
}

// What is read out where the eye is shown less.
const spoken = (text) => make("span", {class: "spoken"}, text);
const badge = (kind, text) => make("span", {class: `badge ${kind}`}, text);

function chip(set, until, beyond) {
  const element = make("span", {class: beyond ? "chip beyond" : "chip"}, named(map.permission_sets[set]));
  element.style.setProperty("--hue", Math.round(set * 137.5 + 215) % 360);
  if (beyond) element.append(badge("alert", "!"));
  if (until) element.append(badge(isSoon(until) ? "soon" : "ends", isSoon(until) ? `${daysLeft(until)}d` : "ends"));
  return element;
}

// A table for reading: the first cell of a row is its heading.
function table(caption, titles, lines) {
  const head = make("tr", null, ...titles.map((title) => make("th", {scope: "col"}, title)));
  const body = lines.map((cells) => make("tr", null, ...cells.map((cell, number) =>
    make(number ? "td" : "th", number ? null : {scope: "row"}, ...[cell].flat()))));
  return make("table", {class: "list"}, make("caption", null, caption), make("thead", null, head),
    make("tbody", null, ...body));
}

function link(text, action) {
  return make("button", {type: "button", class: "link", onclick: action}, named(text));
}
