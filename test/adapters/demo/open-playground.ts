/** A process with an open playground, for tests that end it: prints what it left running as JSON, then waits. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { playgrounds } from '../../../src/adapters/demo/playground.ts';

const playground = await playgrounds(process.env['PATH'] ?? '').open();
await playground.copyEstate();
const host = await playground.startHost('lab');
const keys = await mkdtemp(join(playground.folder, 'keys-'));
await writeFile(join(keys, 'key'), playground.variables['FACS_SSH_KEY'] ?? '', { mode: 0o600 });
const words = ['-F', 'none', '-T', '-i', join(keys, 'key'), '-p', String(host.port), '-o', 'StrictHostKeyChecking=no'];
const quiet = ['-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR', '-o', 'IdentityAgent=none'];
const service = spawn('ssh', [...words, ...quiet, 'demo@127.0.0.1', 'sleep 300 </dev/null >/dev/null 2>&1 & echo $!']);
const [pid] = await once(service.stdout, 'data');
await rm(keys, { recursive: true });
console.log(JSON.stringify({ folder: playground.folder, pid: Number(pid), port: host.port }));
if (process.argv[2] === 'throw') throw new Error('as if by a bug');
if (process.argv[2] === 'keep') await playground.keep();
if (process.argv[2] !== 'wait') await playground.close();
