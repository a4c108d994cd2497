// The map itself: an ARIA grid of which only what can be seen is in the document. Row -1 holds the accounts, column -1
// the people; the active cell is the one that the keyboard is at, and is always there.

const scroller = document.getElementById("grid");
const headRow = document.getElementById("grid-head");
const bodyRows = document.getElementById("grid-body");
const size = {width: 148, height: 38, head: 66, name: 230};
const active = {row: 0, column: 0};
let drawn = new Map(), cells = new Map();  // row number: its element; row number: what it has by account

function measure() {
  size.name = scroller.clientWidth < 640 ? 140 : 230;
  scroller.style.setProperty("--name", `${size.name}px`);
}

function rowElement(row) {
  if (row < 0) return headRow;
  if (!drawn.has(row)) {
    const element = make("div", {role: "row", class: row % 2 ? "row odd" : "row", "aria-rowindex": row + 2});
    element.style.top = `${row * size.height}px`;
    element.parts = new Map();
    drawn.set(row, element);
    bodyRows.append(element);
  }
  return drawn.get(row);
}

headRow.parts = new Map();

function has(row) {
  const which = shown.rows[row];
  if (!cells.has(row)) cells.set(row, byAccount(which));
  return cells.get(row);
}

function cellElement(row, column) {
  const attributes = {tabindex: -1, "aria-colindex": column + 2};
  if (row < 0 && column < 0) {
    return make("div", {...attributes, role: "columnheader", class: "corner"}, "Person");
  }
  if (row < 0) return accountHead(shown.columns[column], attributes);
  if (column < 0) return personHead(rows[shown.rows[row]], attributes);
  const sets = setsOf(has(row).get(shown.columns[column]) || []);
  if (!sets.length) return make("div", {...attributes, role: "gridcell", class: "cell"}, spoken("nothing"));
  const label = sets.map(({set, until, beyond}) => map.permission_sets[set] +
    (beyond ? ", not in the document" : "") + (until ? `, ends ${endText(until)}` : "")).join("; ");
  const extra = sets.length > 1 ? make("span", {class: "more"}, `+${sets.length - 1}`) : null;
  const {set, until, beyond} = sets[0];
  return make("div", {...attributes, role: "gridcell", class: "cell full", title: label, "aria-haspopup": "dialog"},
    spoken(label), make("span", {class: "seen", "aria-hidden": "true"}, chip(set, until, beyond), extra));
}

function accountHead(account, attributes) {
  const [id, name, unit, remark] = map.accounts[account];
  const above = unit || remark || "";
  const element = make("div", {...attributes, role: "columnheader", class: "account", title: [above, name, id].join(" "),
    "aria-haspopup": "dialog"},
  make("span", {class: "unit"}, named(above)), make("span", {class: "name"}, named(name || id)),
  make("span", {class: "id"}, name ? id : "", remark && unit ? ` ${remark}` : ""));
  return element;
}

function personHead({name, display, flags}, attributes) {
  return make("div", {...attributes, role: "rowheader", class: "person", title: `${name} ${display}`,
    "aria-haspopup": "dialog"},
  make("span", {class: "name"}, named(name), flags & (UNMANAGED | GONE) ? badge("alert", "!") : null),
  make("span", {class: "display"}, named(display), flags & UNMANAGED ? " (not in the document)" : ""));
}

// From which to which row or column can be seen, with some more around so that scrolling shows no gaps.
function window_(offset, length, each, count) {
  const from = Math.max(0, Math.floor(offset / each) - 2);
  return [from, Math.min(count, Math.ceil((offset + length) / each) + 2)];
}

function draw() {
  const [top, bottom] = window_(scroller.scrollTop, scroller.clientHeight - size.head, size.height, shown.rows.length);
  const [left, right] = window_(scroller.scrollLeft, scroller.clientWidth - size.name, size.width, shown.columns.length);
  const wantedRows = new Set([-1, active.row]), wantedColumns = new Set([-1, active.column]);
  for (let row = top; row < bottom; row += 1) wantedRows.add(row);
  for (let column = left; column < right; column += 1) wantedColumns.add(column);
  for (const [row, element] of drawn) {
    if (!wantedRows.has(row)) {
      element.remove();
      drawn.delete(row);
    }
  }
  for (const row of [...wantedRows].sort((a, b) => a - b)) {
    if (row >= shown.rows.length) continue;
    const {parts} = rowElement(row);
    for (const [column, element] of parts) {
      if (!wantedColumns.has(column)) {
        element.remove();
        parts.delete(column);
      }
    }
    for (const column of wantedColumns) {
      if (parts.has(column) || column >= shown.columns.length) continue;
      const element = cellElement(row, column);
      if (column >= 0) element.style.left = `${size.name + column * size.width}px`;
      parts.set(column, element);
      place(rowElement(row), element, column);
    }
  }
  mark();
}

// Readers go through a row in the order of its elements.
function place(row, element, column) {
  const next = [...row.children].find((other) => Number(other.getAttribute("aria-colindex")) > column + 2);
  row.insertBefore(element, next || null);
}

function mark() {
  for (const old of scroller.querySelectorAll("[tabindex='0']")) old.setAttribute("tabindex", "-1");
  const element = activeElement();
  if (element) element.setAttribute("tabindex", "0");
}

const activeElement = () => rowElement(active.row).parts.get(active.column);

function drawAll() {
  headRow.replaceChildren();
  bodyRows.replaceChildren();
  headRow.parts = new Map();
  drawn = new Map();
  cells = new Map();
  active.row = Math.max(-1, Math.min(active.row, shown.rows.length - 1));
  active.column = Math.max(-1, Math.min(active.column, shown.columns.length - 1));
  const width = size.name + shown.columns.length * size.width;
  headRow.style.width = `${width}px`;
  bodyRows.style.width = `${width}px`;
  bodyRows.style.height = `${shown.rows.length * size.height}px`;
  scroller.setAttribute("aria-rowcount", shown.rows.length + 1);
  scroller.setAttribute("aria-colcount", shown.columns.length + 1);
  draw();
}

function moveTo(row, column) {
  active.row = Math.max(-1, Math.min(row, shown.rows.length - 1));
  active.column = Math.max(-1, Math.min(column, shown.columns.length - 1));
  reveal("scrollTop", active.row, size.height, scroller.clientHeight - size.head);
  reveal("scrollLeft", active.column, size.width, scroller.clientWidth - size.name);
  draw();
  activeElement().focus({preventScroll: true});
}

function reveal(which, number, each, length) {
  if (number < 0) return;
  if (number * each < scroller[which]) scroller[which] = number * each;
  else if ((number + 1) * each > scroller[which] + length) scroller[which] = (number + 1) * each - length;
}

function openActive() {
  const {row, column} = active;
  if (row < 0 && column < 0) return;
  if (row < 0) openPanel(() => accountView(shown.columns[column]));
  else if (column < 0) {
    const one = rows[shown.rows[row]];
    openPanel(() => one.person === undefined ? groupView(one.group) : personView(shown.rows[row]));
  } else if (has(row).has(shown.columns[column])) openPanel(() => cellView(shown.rows[row], shown.columns[column]));
}

const page = () => Math.max(1, Math.floor((scroller.clientHeight - size.head) / size.height) - 1);
const KEYS = {
  ArrowUp: () => moveTo(active.row - 1, active.column),
  ArrowDown: () => moveTo(active.row + 1, active.column),
  ArrowLeft: () => moveTo(active.row, active.column - 1),
  ArrowRight: () => moveTo(active.row, active.column + 1),
  PageUp: () => moveTo(Math.max(0, active.row - page()), active.column),
  PageDown: () => moveTo(active.row + page(), active.column),
  Home: (all) => moveTo(all ? -1 : active.row, -1),
  End: (all) => moveTo(all ? shown.rows.length : active.row, shown.columns.length),
  Enter: openActive,
  " ": openActive,
};

scroller.addEventListener("keydown", (event) => {
  const action = KEYS[event.key];
  if (!action || event.altKey || event.metaKey) return;
  event.preventDefault();
  action(event.ctrlKey);
});
scroller.addEventListener("click", (event) => {
  const element = event.target.closest("[aria-colindex]");
  if (!element) return;
  const row = Number(element.parentElement.getAttribute("aria-rowindex")) - 2;
  moveTo(row, Number(element.getAttribute("aria-colindex")) - 2);
  openActive();
});
let waiting = false;
scroller.addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
});
