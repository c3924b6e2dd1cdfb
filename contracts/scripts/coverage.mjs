// Measures how much of src/ the tests run, line by line and branch by branch, and says what they do not.
// Fails below the bound. Random schedules are left out: what they reach by luck is no proof that it is reached.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST = 98; // percent, of lines and of branches
const NOT_MEASURED = '{test/invariant/*,test/**/*Gas.t.sol}';
const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

function lcov() {
  const folder = mkdtempSync(path.join(tmpdir(), 'coverage-'));
  const report = path.join(folder, 'lcov.info');
  const options = ['coverage', '--no-match-path', NOT_MEASURED, '--exclude-tests', '--report', 'lcov', '--report-file', report];
  const forge = spawnSync(path.join(root, 'bin/forge'), options, {
    cwd: root,
    env: { ...process.env, FOUNDRY_PROFILE: 'coverage' },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  try {
    if (forge.status !== 0) throw new Error(`Expected all tests to pass under coverage, found:\n${forge.stdout}\n${forge.stderr}`);
    return readFileSync(report, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** One entry for each line and each branch of src/: where it is and whether a test went there. */
function places(text) {
  const lines = [];
  const branches = [];
  let file = '';
  for (const record of text.split('\n')) {
    if (record.startsWith('SF:')) file = record.slice(3);
    if (!file.startsWith('src/')) continue;
    const line = /^DA:(\d+),(\d+)/.exec(record);
    if (line) lines.push({ at: `${file}:${line[1]}`, hit: line[2] !== '0' });
    const branch = /^BRDA:(\d+),(\d+),(\d+),(\d+|-)/.exec(record);
    if (branch) branches.push({ at: `${file}:${branch[1]}`, hit: Number(branch[4]) > 0 });
  }
  return { lines, branches };
}

function report(name, all) {
  const missed = all.filter((place) => !place.hit);
  const percent = (100 * (all.length - missed.length)) / all.length;
  console.log(`${name}: ${percent.toFixed(2)} % (${all.length - missed.length} of ${all.length})`);
  for (const place of missed) console.log(`  not reached: ${place.at}`);
  return percent;
}

try {
  const { lines, branches } = places(lcov());
  if (lines.length === 0) throw new Error('Expected a report about src/, found none. Does bin/forge coverage still write lcov?');
  const least = Math.min(report('lines', lines), report('branches', branches));
  if (least < LEAST) throw new Error(`Expected ${LEAST} % of lines and of branches, found less. Test what is not reached, or delete it.`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
