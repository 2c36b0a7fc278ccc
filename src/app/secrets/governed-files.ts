/** The SOPS files of a whole repository, each with the `.sops.yaml` that governs it. */
import { posix } from 'node:path';
import { unwrap } from '../../core/error.ts';
import { type Creation, chooseCreation } from '../../core/sops/creation-rules.ts';
import type { Ports } from '../ports/ports.ts';
import type { Governed } from './key-change.ts';

/** A repository: names of its files, and reading one. Paths are absolute; those of a meta repo begin at its top. */
export interface Repository {
  readonly paths: readonly string[];
  /** The path as the user knows it. */
  shown(path: string): string;
  read(path: string): Promise<Uint8Array | undefined>;
}

/** What lies there for sops, and files that seem to but cannot be read, with the reason. */
export interface Survey {
  readonly files: readonly (Governed & { readonly at: string })[];
  readonly unreadable: readonly { readonly path: string; readonly why: string }[];
}

const FORM = /\.(?:yaml|yml|json)$/;

/** @throws input `state/rules`, `state/recipients`: a `.sops.yaml` that says nothing that can be followed. */
export async function surveyFiles(repository: Repository, ports: Ports): Promise<Survey> {
  const files: (Governed & { readonly at: string })[] = [];
  const unreadable: { path: string; why: string }[] = [];
  const stateFiles = await ports.stateFiles();
  for (const at of repository.paths.filter((path) => FORM.test(path))) {
    const bytes = await repository.read(at);
    if (bytes === undefined || !looksSealed(bytes)) continue;
    const path = repository.shown(at);
    const sealed = await stateFiles.inspect(path, bytes);
    if (sealed.ok) {
      files.push({ at, path, bytes, sealed: sealed.value, creation: await findCreation(at, repository) });
    } else if (sealed.issues.some(({ code }) => code !== 'state/not-sops'))
      unreadable.push({ path, why: sealed.issues.map(({ message }) => message).join('; ') });
  }
  return { files, unreadable };
}

/** Worth parsing: every sealed file has a MAC. */
function looksSealed(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return text.includes('ENC[AES256_GCM,') && /^\s*"?sops"?\s*:/m.test(text);
}

/** Of the first `.sops.yaml` in the file's folder or above it, as for sops. */
async function findCreation(at: string, repository: Repository): Promise<Creation | undefined> {
  for (let folder = posix.dirname(at); ; folder = posix.dirname(folder)) {
    const rules = posix.join(folder, '.sops.yaml');
    const bytes = await repository.read(rules);
    if (bytes !== undefined) {
      const text = new TextDecoder().decode(bytes);
      return unwrap(chooseCreation(text, repository.shown(rules), [posix.relative(folder, at)]));
    }
    if (folder === posix.dirname(folder)) return undefined;
  }
}
