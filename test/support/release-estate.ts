/** A project to release: its origin, a submodule with one of its own, a pinned repository, a meta repo and a store. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { type FacsRun, facs } from './facs.ts';
import { CLEAN_GIT, makeRepository, openTemporary, type Repository, writeFiles } from './repositories.ts';

/** Where everything lies. */
export interface ReleaseEstate {
  readonly folder: string;
  /** Bare: `origin` of the shop. */
  readonly origin: string;
  readonly meta: string;
  /** The work tree. */
  readonly shop: Repository;
  readonly theme: Repository;
  readonly icons: Repository;
  readonly library: Repository;
  /** Githashes that the shop pins. */
  readonly pins: { readonly theme: string; readonly icons: string; readonly library: string };
  /** Runs facs in the work tree, with the meta repo and the store as its environment says. */
  run(...words: string[]): Promise<FacsRun>;
  /** The same with further variables. */
  runWith(variables: Readonly<Record<string, string>>, ...words: string[]): Promise<FacsRun>;
  /** git on the meta repo. */
  onMeta(...words: string[]): string;
  /** Commits to the shop and pushes. */
  publish(files: Readonly<Record<string, string>>, tag?: string): Promise<string>;
  remove(): Promise<void>;
}

/** Text of `facsimile.lock` with one repository. */
export function lockText(url: string, githash: string): string {
  return `repos:\n  library:\n    url: ${url}\n    revision: main\n    githash: ${githash}\n`;
}

/** Makes it, with a first commit pushed and nothing released. */
export async function openReleaseEstate(): Promise<ReleaseEstate> {
  const { folder, remove } = await openTemporary();
  const make = (name: string) => makeRepository(join(folder, name));
  const [icons, theme, library, shop] = [
    await make('icons'),
    await make('theme'),
    await make('library'),
    await make('shop'),
  ];
  const pins = {
    icons: await icons.commit({ 'icon.svg': '<svg/>' }),
    library: await library.commit({ 'lib.js': 'one' }),
    theme: '',
  };
  addSubmodule(theme, icons.folder, 'icons');
  pins.theme = await theme.commit({ 'theme.css': 'one' });
  const origin = join(folder, 'shop.git');
  const meta = join(folder, 'meta.git');
  shop.git('init', '--quiet', '--bare', '--initial-branch=main', origin);
  shop.git('remote', 'add', 'origin', origin);
  addSubmodule(shop, theme.folder, 'vendor/theme');
  const onMeta = (...words: string[]) => execFileSync('git', words, { cwd: meta, encoding: 'utf8' }).trimEnd();
  const runWith = (variables: Readonly<Record<string, string>>, ...words: string[]) => {
    const places = { FACS_META: meta, FACS_STORE: join(folder, 'store') };
    return facs(shop.folder, words, { ...CLEAN_GIT, ...places, ...variables });
  };
  const run = (...words: string[]) => runWith({}, ...words);
  const publish = async (files: Readonly<Record<string, string>>, tag?: string) => {
    const githash = await shop.commit(files);
    if (tag !== undefined) shop.git('tag', tag);
    shop.git('push', '--quiet', '--tags', 'origin', 'main');
    return githash;
  };
  await publish({
    'facsimile.lock': lockText(library.folder, pins.library),
    'define/facsimile.yaml': 'projects: { shop: {} }\n',
  });
  await run('meta', 'init', meta);
  return { folder, origin, meta, shop, theme, icons, library, pins, run, runWith, onMeta, publish, remove };
}

function addSubmodule(repository: Repository, url: string, path: string): void {
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', url, path);
}

/** Writes what a build would make. */
export async function build(shop: Repository, text: string): Promise<void> {
  await writeFiles(shop.folder, {
    'build/index.html': text,
    'build/bin/serve*': '#!/bin/sh\n',
    'build/latest': '-> index.html',
  });
}
