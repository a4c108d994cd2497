// What holds it together: the search, the filter, the views, and the numbers above them.

const search = document.getElementById("search");
const which = document.getElementById("which");
const said = document.getElementById("said");
const listView = document.getElementById("list");
const tabs = [...document.querySelectorAll("[role='tab']")];
let view = "map";

function show() {
  document.getElementById("map-view").hidden = view !== "map";
  listView.hidden = view === "map";
  for (const tab of tabs) {
    const chosen = tab.dataset.view === view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  if (view === "map") {
    measure();
    drawAll();
  } else {
    listView.setAttribute("aria-labelledby", `tab-${view}`);
    listView.replaceChildren(LISTS[view]());
  }
}

function update() {
  narrow(search.value, which.value);
  const people = shown.rows.filter((row) => rows[row].person !== undefined).length;
  const parts = [counted(people, "person", "people"), counted(shown.columns.length, "account", "accounts"),
    counted(shown.grants, "way in", "ways in")];
  said.textContent = shown.rows.length ? `${parts.join(", ")}` : "Nothing matches. Search for less.";
  document.getElementById("map-view").classList.toggle("empty", !shown.rows.length);
  for (const stat of document.querySelectorAll(".stat[data-which]")) {
    stat.setAttribute("aria-pressed", String(stat.dataset.which === which.value));
  }
  active.row = 0;
  active.column = shown.columns.length ? 0 : -1;
  scroller.scrollTo(0, 0);
  show();
}

function choose(value) {
  which.value = value;
  update();
}

function stat(number, text, filter) {
  const inside = [make("strong", null, number.toLocaleString("en")), ` ${text}`];
  if (!filter) return make("span", {class: "stat"}, ...inside);
  return make("button", {type: "button", class: `stat ${filter}`, "data-which": filter, "aria-pressed": "false",
    onclick: () => choose(which.value === filter ? "all" : filter)}, ...inside);
}

function stats() {
  const count = (test) => {
    let found = 0;
    for (let grant = 0; grant < total; grant += 1) if (test(grant)) found += 1;
    return found;
  };
  const named_ = (number, one, many) => number === 1 ? one : many;
  const known = map.accounts.filter(([id]) => id).length, places = map.accounts.length;
  const soon = count(WHICH.soon), beyond = count(WHICH.beyond);
  document.getElementById("stats").append(
    stat(map.people.length, named_(map.people.length, "person", "people")),
    stat(map.groups.length, named_(map.groups.length, "group", "groups")),
    stat(places, known || !places ? named_(places, "account", "accounts") : "accounts and units"),
    stat(map.permission_sets.length, named_(map.permission_sets.length, "permission set", "permission sets")),
    stat(map.assignments.length, named_(map.assignments.length, "assignment", "assignments")),
    ...(soon ? [stat(soon, `end within ${map.made.soon} days`, "soon")] : []),
    ...(map.made.compared ? [stat(beyond, "not in the document", beyond ? "beyond" : "")] : []),
  );
  // What cannot be chosen is not offered.
  const ends = count(WHICH.ends);
  const offered = {soon: ends, ends, beyond};
  for (const option of [...which.options]) if (option.value in offered && !offered[option.value]) option.remove();
}

let typing = 0;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(update, 120);
});
search.form.addEventListener("submit", (event) => {
  event.preventDefault();
  update();
});
which.addEventListener("change", update);

tabs.forEach((tab, number) => {
  tab.addEventListener("click", () => {
    view = tab.dataset.view;
    show();
  });
  tab.addEventListener("keydown", (event) => {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (!step) return;
    event.preventDefault();
    const next = tabs[(number + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  });
});
addEventListener("resize", () => {
  if (view === "map") show();
});

stats();
update();
document.documentElement.dataset.ready = "true";
