// The resident compiler behind bin/solc: one per installed package, on a unix socket, gone after two idle minutes.
'use strict';
const fs = require('node:fs');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { createHash } = require('node:crypto');

const IDLE_MS = 120_000;
const OWNERSHIP_CHECK_MS = 5_000;
const LONGEST_SOCKET_PATH = 100; // sun_path holds 108 bytes, and a starting daemon appends its process id

const installed = path.dirname(require.resolve('solc/package.json'));
const clone = createHash('sha256').update(fs.realpathSync(installed)).digest('hex').slice(0, 16);
const folder = path.join(os.tmpdir(), `qlstake-solc-${process.getuid()}`);
const socketPath = path.join(folder, `${clone}.sock`);

/** Whether a socket nobody else can answer on can exist here; otherwise the caller compiles in its own process. */
function isUsable() {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = fs.lstatSync(folder);
    return uid === process.getuid() && (mode & 0o077) === 0 && socketPath.length <= LONGEST_SOCKET_PATH;
  } catch {
    return false;
  }
}

/**
 * Standard JSON in, standard JSON out. The package's own entry point copies its input onto the compiler's stack, four
 * bytes a character, which 1.2 MB of sources overflow; so the input goes to the heap here. No import callback: forge
 * sends every source along.
 */
function compile(input) {
  const compiler = require('solc/soljson.js');
  const at = compiler._solidity_alloc(input.length + 1);
  compiler.HEAPU8.set(input, at);
  compiler.HEAPU8[at + input.length] = 0;
  const answer = compiler.UTF8ToString(compiler._solidity_compile(at, 0, 0));
  compiler._solidity_reset();
  return Buffer.from(answer);
}

/** A daemon that dies while compiling leaves an answer that is not closed. */
function isComplete(answer) {
  return answer.length > 1 && answer[answer.length - 1] === '}'.charCodeAt(0);
}

function serve() {
  require('solc/soljson.js');
  const own = `${socketPath}.${process.pid}`;
  let idle;
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    const chunks = [];
    clearTimeout(idle);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end(compile(Buffer.concat(chunks))));
    socket.on('close', rest);
  });
  const inode = () => fs.statSync(socketPath, { throwIfNoEntry: false })?.ino;
  let bound;
  function stop() {
    if (inode() === bound) fs.unlinkSync(socketPath);
    process.exit(0);
  }
  function rest() {
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE_MS);
  }
  server.listen(own, () => {
    bound = fs.statSync(own).ino;
    // Renaming is atomic: of two daemons started at once the later one stays, the other sees that and leaves.
    fs.renameSync(own, socketPath);
    rest();
    setInterval(() => inode() !== bound && server.close(() => process.exit(0)), OWNERSHIP_CHECK_MS).unref();
  });
}

if (require.main === module) serve();
module.exports = { socketPath, isUsable, compile, isComplete };
