"use strict";
// The data: `map` is what the filter access_map gives, the rest is worked out from it, once.

const map = JSON.parse(document.getElementById("data").textContent);
const UNMANAGED = 1, GONE = 2, EXTERNAL = 4;
const DIRECT = -1;
const today = Date.parse(`${map.made.on}T00:00Z`);

const accountName = (account) => map.accounts[account][1] || map.accounts[account][0];
const endOf = (until) => until.length === 10 ? `${until}T24:00Z` : until;
const earliest = (...untils) => untils.filter(Boolean).reduce((a, b) => !a || endOf(b) < endOf(a) ? b : a, null);
const daysLeft = (until) => Math.round((Date.parse(`${until.slice(0, 10)}T00:00Z`) - today) / 86400000);
const isSoon = (until) => until !== null && daysLeft(until) <= map.made.soon;

// Rows of the map: people, then groups that are assigned something and of whose members nobody is known.
const through = map.people.map(() => []);
map.groups.forEach(([, members], group) => {
  for (const [person, until, beyond] of members || []) through[person].push([group, until, beyond]);
});
const ofUser = map.people.map(() => []), ofGroup = map.groups.map(() => []);
map.assignments.forEach((one, number) => (one[0] ? ofGroup : ofUser)[one[1]].push(number));
const rows = map.people.map(([name, display, , flags], person) => ({
  person, name: flags & GONE ? `deleted user ${name}` : name, display, flags,
}));
map.groups.forEach(([name, members, flags], group) => {
  if (ofGroup[group].length && !(members && members.length)) {
    const display = flags & GONE ? "left over" : members ? "has no members" : "members not known";
    rows.push({group, name: `${flags & GONE ? "deleted group" : "group"} ${name}`, display, flags});
  }
});

// Grants: one for each way in which a row has a permission set in an account; those of a row stand together.
function countGrants(row) {
  if (row.person === undefined) return ofGroup[row.group].length;
  return through[row.person].reduce((sum, [group]) => sum + ofGroup[group].length, ofUser[row.person].length);
}

const first = new Int32Array(rows.length + 1);
rows.forEach((row, number) => { first[number + 1] = first[number] + countGrants(row); });
const total = first[rows.length];
const grants = {
  row: new Int32Array(total), account: new Int32Array(total), set: new Int32Array(total), via: new Int32Array(total),
  until: new Array(total).fill(null), beyond: new Uint8Array(total),
};

rows.forEach((row, number) => {
  let at = first[number];
  const add = (assignment, via, until, beyond) => {
    const [, , set, account, end, extra] = map.assignments[assignment];
    grants.row[at] = number;
    grants.account[at] = account;
    grants.set[at] = set;
    grants.via[at] = via;
    grants.until[at] = earliest(until, end);
    grants.beyond[at] = beyond | extra | (row.flags & UNMANAGED);
    at += 1;
  };
  if (row.person === undefined) {
    for (const one of ofGroup[row.group]) add(one, row.group, null, 0);
    return;
  }
  const own = map.people[row.person][2];
  for (const one of ofUser[row.person]) add(one, DIRECT, own, 0);
  for (const [group, until, beyond] of through[row.person]) {
    for (const one of ofGroup[group]) add(one, group, earliest(own, until), beyond);
  }
});

// Accounts of one unit stand together.
const columns = map.accounts.map((_one, account) => account).sort((a, b) => {
  const [left, right] = [map.accounts[a], map.accounts[b]];
  return left[2].localeCompare(right[2]) || accountName(a).localeCompare(accountName(b));
});

// What is shown at the moment.
const shown = {grant: new Uint8Array(total), rows: [], columns: [], grants: 0, text: "", which: "all"};
const WHICH = {
  all: () => true,
  soon: (grant) => isSoon(grants.until[grant]),
  ends: (grant) => grants.until[grant] !== null,
  beyond: (grant) => grants.beyond[grant] === 1,
  direct: (grant) => grants.via[grant] === DIRECT,
};

// For each word whether it is in a row, an account, a permission set, a group.
function hitsOf(word) {
  const has = (...texts) => texts.some((text) => text.toLowerCase().includes(word)) ? 1 : 0;
  return {
    row: rows.map((row) => has(row.name, row.display)),
    account: map.accounts.map((one) => has(...one)),
    set: map.permission_sets.map((name) => has(name)),
    via: map.groups.map(([name]) => has(name)),
  };
}

function narrow(text, which) {
  const hits = text.toLowerCase().split(/\s+/).filter(Boolean).map(hitsOf);
  const inRow = new Uint8Array(rows.length), inColumn = new Uint8Array(map.accounts.length);
  const wanted = WHICH[which];
  let count = 0;
  for (let grant = 0; grant < total; grant += 1) {
    const row = grants.row[grant], account = grants.account[grant], via = grants.via[grant];
    const found = wanted(grant) && hits.every((hit) => hit.row[row] || hit.account[account] ||
      hit.set[grants.set[grant]] || (via !== DIRECT && hit.via[via]));
    shown.grant[grant] = found ? 1 : 0;
    if (found) {
      inRow[row] = 1;
      inColumn[account] = 1;
      count += 1;
    }
  }
  // Who has nothing at all is to be found, too.
  const idle = (row) => which === "all" && first[row] === first[row + 1] && hits.every((hit) => hit.row[row]);
  shown.rows = rows.map((_one, row) => row).filter((row) => inRow[row] || idle(row));
  shown.columns = columns.filter((account) => inColumn[account]);
  Object.assign(shown, {grants: count, text, which});
}

// The grants of a row, by account; only those that are shown, unless all are asked for.
function byAccount(row, all) {
  const found = new Map();
  for (let grant = first[row]; grant < first[row + 1]; grant += 1) {
    if (!all && !shown.grant[grant]) continue;
    const account = grants.account[grant];
    if (!found.has(account)) found.set(account, []);
    found.get(account).push(grant);
  }
  return found;
}

// The permission sets of these grants, each once: name, until (the latest), whether the document has it.
function setsOf(some) {
  const found = new Map();
  for (const grant of some) {
    const one = found.get(grants.set[grant]);
    const until = grants.until[grant], beyond = grants.beyond[grant];
    if (!one) found.set(grants.set[grant], {set: grants.set[grant], until, beyond});
    else {
      one.until = one.until && until ? (endOf(until) > endOf(one.until) ? until : one.until) : null;
      one.beyond &= beyond;
    }
  }
  return [...found.values()].sort((a, b) => b.beyond - a.beyond || a.set - b.set);
}
