// Copyright: dayone.identity_center contributors
// GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
// SPDX-License-Identifier: GPL-3.0-or-later
// Prints as JSON what the JavaScript SDK makes of a profile: its credentials, or how it fails; and the profile's keys.
import { fromSSO } from "@aws-sdk/credential-providers";
import { loadSharedConfigFiles } from "@smithy/core/config";

const profile = process.argv[2];
const { configFile } = await loadSharedConfigFiles();
const answer = { profiles: Object.keys(configFile), keys: configFile[profile] ?? null };
try {
  answer.credentials = await fromSSO({ profile })();
} catch (error) {
  answer.error = `${error.name}: ${error.message}`;
}
console.log(JSON.stringify(answer));
