// Writes contracts/abi: our contracts from forge's artifacts, the official CCIP ones from Chainlink's package.
// With --check nothing is written: the exit code says whether the committed files still match.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OFFICIAL, trim } from './official-abi.mjs';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const package_ = path.join(root, 'node_modules/@chainlink/contracts-ccip');
const OURS = ['QLStakeSatellite', 'QLStakeHub', 'QLiquidToken', 'AccessManager'];
// What answers at one address, from several artifacts: the first one's constructor, every function, event and error once.
const PARTS = { QLStakeSatellite: ['QLSatelliteInbound', 'QLSatelliteDesk'], QLStakeHub: ['HubDesk', 'HubBooks'] };
// A library's functions are not called from outside; its events and errors are seen there.
const LIBRARIES = ['HubBooks'];
// Only deployed, never called by its own address.
const CONSTRUCTORS = ['QLSatelliteInbound'];
const LOCAL_CHAINS = ['WrappedNative'];

/** One line per entry: a change of one function is a change of one line. */
function format(abi) {
  return `[\n${abi.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`;
}

function readJson(file, remedy) {
  if (!existsSync(file)) throw new Error(`Expected ${path.relative(root, file)}, found nothing. ${remedy}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function artifact(name) {
  return readJson(path.join(root, `out/${name}.sol/${name}.json`), 'Run `npm run build` first.').abi;
}

/** What makes two entries the same: names of arguments do not. */
function identity({ type, name, inputs }) {
  const types = (list) => list.map((each) => (each.components ? `(${types(each.components)})${each.type}` : each.type));
  return `${type} ${name}(${types(inputs ?? [])})`;
}

const named = ({ inputs, outputs }) => [...(inputs ?? []), ...(outputs ?? [])].filter((each) => each.name).length;

/** A function that is passed on to another part is declared there without names: the part that has them tells it. */
function built(name) {
  const own = artifact(name).filter((entry) => entry.type !== 'fallback');
  const known = new Map(own.map((entry, place) => [identity(entry), place]));
  for (const part of PARTS[name] ?? []) {
    for (const entry of artifact(part)) {
      const inner = entry.type === 'function' && LIBRARIES.includes(part);
      if (!entry.name || inner) continue;
      const place = known.get(identity(entry)) ?? own.length;
      known.set(identity(entry), place);
      if (place === own.length || named(entry) > named(own[place])) own[place] = entry;
    }
  }
  return own;
}

function official(name) {
  const abi = readJson(path.join(package_, 'abi', `${OFFICIAL[name].file}.json`), 'Run `npm ci` first.');
  return trim(name, abi.abi ?? abi);
}

function exported() {
  const files = {};
  for (const name of OURS) files[`abi/${name}.json`] = built(name);
  for (const name of CONSTRUCTORS) files[`abi/${name}.json`] = artifact(name).filter((entry) => entry.type === 'constructor');
  for (const name of LOCAL_CHAINS) files[`abi/ccip/${name}.json`] = built(name);
  for (const name of Object.keys(OFFICIAL)) files[`abi/ccip/${name}.json`] = official(name);
  return Object.entries(files).map(([file, abi]) => [path.join(root, file), format(abi)]);
}

try {
  const stale = exported().filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
  const names = stale.map(([file]) => path.relative(root, file)).join(', ');
  if (!process.argv.includes('--check')) {
    mkdirSync(path.join(root, 'abi/ccip'), { recursive: true });
    for (const [file, text] of stale) writeFileSync(file, text);
    console.log(stale.length === 0 ? 'ABI files are up to date.' : `Wrote ${names}.`);
  } else if (stale.length > 0) {
    throw new Error(`Expected ABI files equal to the build, found drift in ${names}. Run \`npm run abi\` and commit.`);
  } else {
    console.log('ABI files match the build.');
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
