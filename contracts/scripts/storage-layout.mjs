// Contracts that run as one another's code must see the same storage: the same variables in the same places, with the same insides.
// One of a group may have more, behind what all share.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const GROUPS = [
  ['QLStakeHub', 'HubDesk'],
  ['QLStakeSatellite', 'QLSatelliteInbound', 'QLSatelliteDesk'],
];

function layoutOf(name) {
  const forge = spawnSync(path.join(root, 'bin/forge'), ['inspect', name, 'storageLayout', '--json'], {
    cwd: root,
    env: { ...process.env, FOUNDRY_PROFILE: 'layout' },
    encoding: 'utf8',
  });
  if (forge.status !== 0) throw new Error(`Expected the storage layout of ${name}, found:\n${forge.stderr}`);
  const { storage, types } = JSON.parse(forge.stdout);
  return storage.map((variable) => describe(variable, types));
}

function describe({ label, slot, offset, type }, types) {
  return `slot ${slot} byte ${offset} ${label}: ${insides(type, types)}`;
}

/** A type without the numbers that the compiler gives its names, and with what it is made of. */
function insides(type, types) {
  const { label, members, key, value, base, numberOfBytes } = types[type];
  if (members) return `${label} { ${members.map((member) => describe(member, types)).join('; ')} }`;
  if (key) return `mapping(${insides(key, types)} => ${insides(value, types)})`;
  if (base) return `${insides(base, types)}[] of ${numberOfBytes} bytes`;
  return label;
}

/** The first place where two layouts differ, up to the end of the shorter one. */
function difference([first, one], [second, other]) {
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    if (one[i] !== other[i]) return `${first}: ${one[i]}\n${second}: ${other[i]}`;
  }
  return '';
}

try {
  for (const group of GROUPS) {
    const layouts = group.map((name) => [name, layoutOf(name)]);
    layouts.sort(([, one], [, other]) => other.length - one.length);
    for (let i = 1; i < layouts.length; i++) {
      const found = difference(layouts[i - 1], layouts[i]);
      if (found) throw new Error(`Expected equal storage, found\n${found}\nDeclare shared state in one base contract that all inherit first.`);
    }
    const [[, longest], ...rest] = layouts;
    if (rest.filter(([, layout]) => layout.length === longest.length).length === 0) console.log(`${layouts[0][0]} adds to what it shares.`);
    console.log(`${group.join(', ')}: ${layouts.at(-1)[1].length} variables in the same places.`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
