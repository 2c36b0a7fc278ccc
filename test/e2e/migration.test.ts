/** The page for those who come from Facsimile 1.1.1, followed to the letter: what the old program wrote, we write. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../src/build/bundle.ts';
import { readTree } from '../support/proof.ts';
import { CLEAN_GIT } from '../support/repositories.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/coming-from-facsimile.md'), 'utf8');
const FENCE = /^```(\S+)(?: (before|title)=(\S+))?\n([\s\S]*?)^```/gm;

type Kind = 'before' | 'title' | 'run' | 'other';

const [, WALK = ''] = /^## A project, step by step\n([\s\S]*?)^## /m.exec(PAGE) ?? [];

const blocks = [...WALK.matchAll(FENCE)].map(([, language, role, path = '', text = '']) => {
  const kind: Kind = role === 'before' || role === 'title' ? role : language === 'sh' ? 'run' : 'other';
  return { kind, path, text };
});

/** What Jinja2 makes of the old templates, set as Facsimile 1.1.1 had it: trim_blocks, lstrip_blocks, keep_trailing_newline. */
const INIT_SQL = `create database shop;
grant all on shop.* to 'shop'@'localhost' identified by '0b6f4b6e-51b5-4a9c-8d3c-9a6f1de4b0a7';
grant select on shop.* to 'stats'@'%.%.int' identified by '5f0c1d52-7b43-4f4f-9f36-0d4f6f5f1c3e';
`;
const DATABASE_INI = `; databases of dev.dev0
[shop]
host = localhost
name = shop
password = 0b6f4b6e-51b5-4a9c-8d3c-9a6f1de4b0a7
[stats]
host = localhost
password = 5f0c1d52-7b43-4f4f-9f36-0d4f6f5f1c3e
`;

/** What the old program had left where it deployed to, and others beside it. */
const HOME = {
  'etc/shop.version': '0.9\n',
  'etc/own.conf': 'by hand',
  'RPL/old.txt': 'old',
  'shop/old.py': 'old',
  'shop/main.pyc': 'compiled',
};

describe('a project of Facsimile 1.1.1', () => {
  let folder = '';
  let shop = '';
  const env: Record<string, string> = {};

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'facs-migration-'));
    shop = join(folder, 'shop');
    mkdirSync(join(folder, 'bin'));
    mkdirSync(shop);
    await bundle(join(folder, 'dist'));
    const facs = join(folder, 'bin/facs');
    writeFileSync(facs, `#!/bin/sh\nexec '${process.execPath}' '${join(folder, 'dist/cli.js')}' "$@"\n`);
    chmodSync(facs, 0o755);
    const PATH = `${dirname(facs)}:${process.env['PATH'] ?? ''}`;
    Object.assign(env, CLEAN_GIT, { PATH, HOME: folder, SOPS_AGE_KEY: await generateX25519Identity() });
    for (const { kind, path, text } of blocks) if (kind === 'before') put(path, text);
    for (const [path, text] of Object.entries(HOME)) put(`../home/${path}`, text);
    run('git init -q -b main && git add . && git commit -q -m "As it was"');
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused as it was, at the line of a template that is in question', () => {
    const refused = () => run('facs render shop dev.dev0 --src-dir . --out ../early --dry-run');
    expect(refused).toThrow(/config\/facsimile\/tmpl\/_ALL_\/init\.sql:1:\d+: /);
  });

  it('becomes one of today by the steps of the page, and installs to the same bytes', () => {
    expect(blocks.filter(({ kind }) => kind === 'run')).toHaveLength(4);
    const said = blocks.map(({ kind, path, text }) => {
      if (kind === 'title') put(path, text);
      return kind === 'run' ? run(text) : '';
    });
    expect(said.join('')).toContain('config/facsimile/dev.yaml:1:');
    const version = run('git rev-parse HEAD');
    const deployed = {
      'RPL/rates.txt': 'eu 19\n',
      'etc/database.ini': DATABASE_INI,
      'etc/shop.version': version,
      'shop/main.py': 'print("shop")\n',
    };
    const rendered = Object.entries(deployed).map(([path, text]) => [`_DEPLOY_/${path}`, text]);
    expect(readTree(join(folder, 'rendered'))).toEqual({ ...Object.fromEntries(rendered), 'init.sql': INIT_SQL });
    // What rsync left alone is left alone: all outside of the project's folder, and in it what it was told to pass over.
    const { 'shop/old.py': _, 'etc/shop.version': __, ...kept } = HOME;
    expect(readTree(join(folder, 'home'))).toEqual({ ...kept, ...deployed });
    expect(said.join('\n')).toContain('- shop/old.py');
    expect(statSync(join(folder, 'home/etc/database.ini')).mode & 0o777).toBe(0o600);
    const installed = run('find .facsimile/release -name database.ini -o -name init.sql -o -name rates.txt').trim();
    const texts = installed.split('\n').map((path) => readFileSync(join(shop, path), 'utf8'));
    expect(texts.sort()).toEqual([DATABASE_INI, INIT_SQL, 'eu 19\n'].sort());
    expect(run('cat .facsimile/state/*.yaml')).not.toContain('0b6f4b6e');
  });

  function put(path: string, text: string): void {
    const full = join(shop, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }

  function run(script: string): string {
    return execFileSync('sh', ['-ec', script], { cwd: shop, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }
});
