/** Records and settings are plain files: nothing of a meta repo is run, and nothing in it points elsewhere. */
import type { FileEntry } from '../../files.ts';
import { errorIn, type Finding, type Subject } from './finding.ts';

const KINDS: Readonly<Record<Exclude<FileEntry['kind'], 'file'>, string>> = {
  executable: 'is executable',
  link: 'is a symbolic link',
  submodule: 'is a submodule',
};

/** `file/kind` for anything but a plain file of mode 100644. */
export function checkKind(subject: Subject, kind: FileEntry['kind']): readonly Finding[] {
  if (kind === 'file') return [];
  const remedy =
    kind === 'executable'
      ? `git update-index --chmod=-x ${subject.path}, then commit`
      : 'put a plain file in its place, or take it away';
  return [errorIn(subject, 'file/kind', `it ${KINDS[kind]}; only plain files lie here`, remedy)];
}
