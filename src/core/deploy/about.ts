/** `.facsimile.json`: what a release folder says about itself (B-03). Outside the tree's digest. */
import { isObject } from '../json.ts';

/** The name of the file in every release folder. */
export const ABOUT_FILE = '.facsimile.json';

/** A file of ours has some hundred characters for each repository. A host may answer with anything. */
const LONGEST = 1_000_000;

/** Which code, which files, for what, and by which deployment. */
export interface About {
  /** Full githash of the release. */
  readonly release: string;
  /** Digest of the tree. */
  readonly tree: string;
  readonly project: string;
  readonly instance: string;
  readonly version: string;
  /** All repositories that the release was built from. */
  readonly repos: readonly {
    readonly name: string;
    readonly url: string;
    readonly githash: string;
    readonly path: string;
  }[];
  /** Where the definitions were read; empty texts when in no git repo. */
  readonly definitions: { readonly url: string; readonly githash: string };
  readonly deployment: string;
}

/** One line; `release` and `tree` come first, in this form, because the host's shell looks for them. */
export function encodeAbout(about: About): string {
  const { release, tree, ...rest } = about;
  return `${JSON.stringify({ release, tree, ...rest })}\n`;
}

/** What of it a probe needs; undefined when the text is not one of ours. */
export function parseAbout(text: string): Pick<About, 'release' | 'tree' | 'version' | 'deployment'> | undefined {
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  const { release, tree, version, deployment } = value;
  if (typeof release !== 'string' || typeof tree !== 'string') return undefined;
  return { release, tree, version: toText(version), deployment: toText(deployment) };
}

function parseJson(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
