// Loaded before the CDK CLI, which brings all that it needs in its own package. Node.js would look for what is optional in
// the node_modules of every parent folder up to /, in NODE_PATH and in ~/.node_modules, where others may have put something.
"use strict";
const Module = require("node:module");
const path = require("node:path");

const own = path.join(__dirname, "node_modules");
const inside = (folder) => folder === own || folder.startsWith(own + path.sep);

for (const name of ["_nodeModulePaths", "_resolveLookupPaths"]) {
  const look = Module[name];
  Module[name] = (...given) => {
    const folders = look.apply(Module, given);
    return folders && folders.filter(inside);
  };
}
