// The same as lists, and for printing: real tables, of what is shown at the moment.

function tally(keyOf) {
  const found = new Map();
  for (let grant = 0; grant < total; grant += 1) {
    const key = shown.grant[grant] ? keyOf(grant) : null;
    if (key === null || key === DIRECT) continue;
    if (!found.has(key)) found.set(key, {rows: new Set(), accounts: new Set(), sets: new Set(), until: null});
    const one = found.get(key);
    one.rows.add(grants.row[grant]);
    one.accounts.add(grants.account[grant]);
    one.sets.add(grants.set[grant]);
    one.until = earliest(one.until, grants.until[grant]);
  }
  return found;
}

const none = {rows: new Set(), accounts: new Set(), sets: new Set(), until: null};
const setNames = (sets) => between([...sets].sort((a, b) => a - b).map((set) => chip(set)));

const LISTS = {
  people() {
    const found = tally((grant) => grants.row[grant]);
    const lines = shown.rows.map((row) => {
      const {accounts, sets, until} = found.get(row) || none;
      const marked = rows[row].flags & UNMANAGED ? marks(1) : [];
      return [[toRow(row), ...marked], [named(rows[row].display)], String(accounts.size), setNames(sets), [ending(until)]];
    });
    return table("People", ["Person", "Name", "Accounts", "Permission sets", "First to end"], lines);
  },
  accounts() {
    const found = tally((grant) => grants.account[grant]);
    const lines = shown.columns.map((account) => {
      const [id, , unit] = map.accounts[account], {rows: who, sets, until} = found.get(account);
      return [[toAccount(account)], id, [named(unit)], String(who.size), setNames(sets), [ending(until)]];
    });
    return table("Accounts", ["Account", "Id", "Unit", "People", "Permission sets", "First to end"], lines);
  },
  groups() {
    const found = tally((grant) => grants.via[grant]);
    const lines = [...found.keys()].sort((a, b) => map.groups[a][0].localeCompare(map.groups[b][0])).map((group) => {
      const {rows: who, accounts, sets, until} = found.get(group);
      return [[toGroup(group)], String(who.size), String(accounts.size), setNames(sets), [ending(until)]];
    });
    return table("Groups", ["Group", "People", "Accounts", "Permission sets", "First to end"], lines);
  },
};

// A browser would take minutes to lay out a hundred thousand lines.
const MOST_PRINTED = 3000;

function printed() {
  const lines = [];
  for (let grant = 0; grant < total && lines.length < MOST_PRINTED; grant += 1) {
    if (!shown.grant[grant]) continue;
    const via = grants.via[grant];
    lines.push([
      [named(rows[grants.row[grant]].name)], [named(accountName(grants.account[grant]))],
      [named(map.permission_sets[grants.set[grant]]), ...marks(grants.beyond[grant])],
      via === DIRECT ? "directly" : [named(`group ${map.groups[via][0]}`)], grants.until[grant] || "",
    ]);
  }
  const rest = shown.grants - lines.length;
  return [
    table("Who may use what", ["Person", "Account", "Permission set", "Through", "Ends"], lines),
    rest ? make("p", null, `${rest.toLocaleString("en")} more are not printed: search for less, or take the CSV.`) : "",
  ];
}

const paper = document.getElementById("paper");
addEventListener("beforeprint", () => paper.replaceChildren(...printed()));
addEventListener("afterprint", () => paper.replaceChildren());
