/**
 * Hashes every file below the working folder into a tree, then packs the stream that a host would get; with the shipped
 * code of deploys. Prints its bytes, and the memory of this process at its peak in MB (10^6 bytes).
 */
import { tarArchives } from '../../src/adapters/archive/tar-archives.ts';
import { localFiles } from '../../src/adapters/fs/local-files.ts';
import { toMember } from '../../src/app/deploy/stage-host.ts';
import { mapBounded, readPiece } from '../../src/app/tree/pieces.ts';
import { unwrap } from '../../src/core/error.ts';
import { collect } from '../../src/core/result.ts';
import { assembleTree } from '../../src/core/tree/assemble.ts';

const files = await localFiles(process.cwd()).folder('.');
if (files === undefined) throw new Error('there is no such folder');
const listing = await files.list('');
const pieces = unwrap(collect(await mapBounded(listing, (entry) => readPiece(files, entry, `_DEPLOY_/${entry.path}`))));
const built = unwrap(assembleTree(pieces, undefined));
let bytes = 0;
for await (const part of tarArchives.stream(built.tree.entries.map((entry) => toMember(entry, built, 0))))
  bytes += part.length;
const peakMb = (process.resourceUsage().maxRSS * 1024) / 1e6;
console.log(JSON.stringify({ bytes, peakMb }));
