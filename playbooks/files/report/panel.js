// The panel at the side: a person, an account, a group, or a cell of the map, each as tables for reading.

const panel = document.getElementById("panel");
const panelTitle = document.getElementById("panel-title");
const panelBody = document.getElementById("panel-body");
const panelBack = document.getElementById("panel-back");
let trail = [], opener = null;

function openPanel(view) {
  if (!panel.open) {
    trail = [];
    opener = document.activeElement;
    panel.showModal();
  }
  trail.push(view);
  showPanel();
}

function showPanel() {
  const {title, body} = trail[trail.length - 1]();
  panelTitle.replaceChildren(...title);
  panelBody.replaceChildren(...body.filter(Boolean));
  panelBody.scrollTop = 0;
  panelBack.hidden = trail.length < 2;
  panelTitle.focus();
}

panelBack.addEventListener("click", () => {
  trail.pop();
  showPanel();
});
document.getElementById("panel-close").addEventListener("click", () => panel.close());
panel.addEventListener("click", (event) => {
  if (event.target === panel) panel.close();  // the backdrop
});
panel.addEventListener("close", () => {
  if (opener && opener.isConnected) opener.focus();
});

const toPerson = (row) => link(rows[row].name, () => openPanel(() => personView(row)));
const toAccount = (account) => link(accountName(account), () => openPanel(() => accountView(account)));
const toGroup = (group) => link(map.groups[group][0], () => openPanel(() => groupView(group)));
const toRow = (row) => rows[row].person === undefined ? toGroup(rows[row].group) : toPerson(row);

const marks = (beyond) => beyond ? [" ", badge("alert", "not in the document")] : [];
const ending = (until) => until ? badge(isSoon(until) ? "soon" : "ends", endText(until)) : "–";
const flagged = (flags) => [
  flags & UNMANAGED ? badge("alert", "not in the document") : null,
  flags & EXTERNAL ? badge("plain", "from the company's directory") : null,
  flags & GONE ? badge("alert", "deleted, its assignments are left over") : null,
].filter(Boolean);
const facts = (...lines) => make("dl", null, ...lines.filter(Boolean).flatMap(([term, ...what]) =>
  [make("dt", null, term), make("dd", null, ...what)]));
const between = (elements) => elements.flatMap((one, number) => number ? [", ", one] : [one]);

function viaText(grant) {
  const via = grants.via[grant];
  return via === DIRECT ? ["directly"] : ["group ", toGroup(via)];
}

function grantCells(grant) {
  return [
    [chip(grants.set[grant]), ...marks(grants.beyond[grant])],
    viaText(grant),
    [ending(grants.until[grant])],
  ];
}

function rowGrants(row) {
  return Array.from({length: first[row + 1] - first[row]}, (_one, number) => first[row] + number);
}

function personView(row) {
  const {person, name, display, flags} = rows[row];
  const place = new Map(columns.map((account, number) => [account, number]));
  const all = rowGrants(row).sort((a, b) => place.get(grants.account[a]) - place.get(grants.account[b]) ||
    grants.set[a] - grants.set[b]);
  const until = map.people[person][2];
  const groups = through[person].map(([group, end]) =>
    make("span", null, toGroup(group), ...(end ? [" ", ending(end)] : [])));
  return {
    title: [named(name)],
    body: [
      facts(
        display && ["Name", named(display)],
        flags && ["Remark", ...flagged(flags)],
        until && ["Ends", ending(until)],
        ["Groups", ...(groups.length ? between(groups) : ["none"])],
      ),
      table(`What ${name} may use`, ["Account", "Permission set", "Through", "Ends"],
        all.map((grant) => [[toAccount(grants.account[grant])], ...grantCells(grant)])),
    ],
  };
}

function accountView(account) {
  const [id, name, unit, remark] = map.accounts[account];
  const all = [];
  for (let grant = 0; grant < total; grant += 1) if (grants.account[grant] === account) all.push(grant);
  return {
    title: [named(name || id)],
    body: [
      facts(id && ["Account", id], unit && ["Unit", named(unit)], remark && ["Remark", remark]),
      table(`Who may use ${name || id}`, ["Person", "Permission set", "Through", "Ends"],
        all.map((grant) => [[toRow(grants.row[grant])], ...grantCells(grant)])),
    ],
  };
}

function groupView(group) {
  const [name, members, flags] = map.groups[group];
  const lines = ofGroup[group].map((number) => map.assignments[number]).map(([, , set, account, until, beyond]) =>
    [[toAccount(account)], [chip(set), ...marks(beyond)], [ending(until)]]);
  const people = (members || []).map(([person, until, beyond]) =>
    [[toPerson(person), ...marks(beyond)], [named(map.people[person][1])], [ending(until)]]);
  return {
    title: ["group ", named(name)],
    body: [
      facts(flags && ["Remark", ...flagged(flags)]),
      members ? table(`Members of ${name} (${people.length})`, ["Person", "Name", "Ends"], people)
        : make("p", null, "Who is in it is not known here."),
      table(`What ${name} is assigned (${lines.length})`, ["Account", "Permission set", "Ends"], lines),
    ],
  };
}

function cellView(row, account) {
  const all = byAccount(row, true).get(account) || [];
  return {
    title: [named(rows[row].name), " in ", named(accountName(account))],
    body: [
      facts(["Person", toRow(row)], ["Account", toAccount(account)]),
      table(`${rows[row].name} in ${accountName(account)}`, ["Permission set", "Through", "Ends"], all.map(grantCells)),
    ],
  };
}
