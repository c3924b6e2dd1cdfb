// Measures gas on optimized code, each call as a transaction of its own, and keeps the figures in snapshots/.
// With --check nothing is written: the exit code says whether the figures are still those.
// (forge's own check takes no notice of a difference where several test contracts write one file.)
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const MEASURED = 'test/**/*Gas.t.sol';
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const kept = path.join(root, 'snapshots');

function measure() {
  const folder = mkdtempSync(path.join(tmpdir(), 'gas-'));
  try {
    const forge = spawnSync(path.join(root, 'bin/forge'), ['test', '--match-path', MEASURED], {
      cwd: root,
      env: { ...process.env, FOUNDRY_PROFILE: 'default', FORGE_SNAPSHOT_EMIT: 'true', FOUNDRY_SNAPSHOTS: folder },
      stdio: 'inherit',
    });
    if (forge.status !== 0) throw new Error('Expected every bound on gas to hold, found the failures above.');
    return read(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Figures by file and name. */
function read(folder) {
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(files.map((file) => [file, JSON.parse(readFileSync(path.join(folder, file), 'utf8'))]));
}

function differences(before, after) {
  const found = [];
  for (const file of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, fresh] = [before[file] ?? {}, after[file] ?? {}];
    for (const name of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
      if (old[name] !== fresh[name]) found.push(`  ${name}: ${old[name] ?? 'nothing'}, now ${fresh[name] ?? 'nothing'}`);
    }
  }
  return found;
}

try {
  const [before, after] = [read(kept), measure()];
  const found = differences(before, after);
  if (found.length === 0) console.log('Gas is as in snapshots/.');
  else if (process.argv.includes('--check')) {
    throw new Error(`Expected gas as in snapshots/, found\n${found.join('\n')}\nIf that is meant, run \`npm run gas\` and commit.`);
  } else {
    mkdirSync(kept, { recursive: true });
    for (const [file, figures] of Object.entries(after)) {
      writeFileSync(path.join(kept, file), `${JSON.stringify(figures, null, 2)}\n`);
    }
    console.log(`Wrote snapshots/:\n${found.join('\n')}`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
