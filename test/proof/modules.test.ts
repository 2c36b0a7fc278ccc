/** Modules, their passwords and numbers, and the state that keeps both: as templates see them and as they lie on disk. */
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Files, openProof, type Proof, readTree, write } from '../support/proof.ts';

let proof: Proof;
afterEach(() => proof.remove());

/** What the template `see` shows of the modules of `dev`, by name. */
const SEE = [
  '{% for pair in module %}',
  '{% assign each = pair[1] %}',
  '{{ pair[0] }}: {{ each | json }}',
  '{% endfor %}',
  '',
].join('\n');

const LISTED = 'instances: { dev: {}, "*": {} }\n';

async function open(files: Files): Promise<void> {
  proof = await openProof({ 'define/facsimile.yaml': LISTED, 'define/tmpl/_ALL_/_DEPLOY_/see': SEE, ...files });
}

/** Modules by name as a template of the instance sees them. */
// biome-ignore lint/suspicious/noExplicitAny: free keys
async function see(instance = 'dev', ...words: string[]): Promise<Record<string, any>> {
  const { '_DEPLOY_/see': text = '' } = await proof.render(instance, ...words);
  const lines = text.split('\n').filter((line) => line !== '');
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')), JSON.parse(line.slice(line.indexOf(':') + 1))]),
  );
}

describe('F-32 modules.<ext> and state.<ext>', () => {
  it.each([
    ['json', '[{ "name": "db" }]'],
    ['yaml', '- name: db\n'],
    ['toml', '[[modules]]\nname = "db"\n'],
  ])('modules.%s is the one file of modules; a second one is refused; none is no module', async (extension, text) => {
    await open({ [`define/modules.${extension}`]: text });
    expect(Object.keys(await see())).toEqual(['db']);
    await write(proof, { 'define/modules.yml': '- name: web\n' });
    expect((await proof.refusal('resolve', 'shop', 'dev'))[0]).toMatch(/two files .*modules/);
    for (const each of [extension, 'yml']) rmSync(join(proof.project.folder, `define/modules.${each}`));
    expect(await see()).toEqual({});
  });

  it('a state that is not there begins empty', async () => {
    await open({ 'define/modules.yaml': '- name: db\n' });
    expect(readdirSync(proof.project.folder)).not.toContain('.facsimile');
    expect((await see())['db'].password).toMatch(/\S{20,}/);
    expect(Object.keys(readTree(join(proof.project.folder, '.facsimile')))).toEqual(['state/dev.yaml']);
  });
});

describe('F-33 the modules file', () => {
  it('is a list of mappings: known keys mean something, all others are the project’s', async () => {
    await open({
      'define/modules.yaml': [
        '- name: shop',
        '  daemon: shopd',
        '  service: { args: { verbose: true } }',
        '  freeform: { log: { level: info } }',
        '  db: { name: shop, selectable: [a, b], writable: [c] }',
        '  xbahn: 7',
        '- name: quiet',
        '  genconfig: false',
        '',
      ].join('\n'),
      'define/tmpl/_MODULE_/shop/_DEPLOY_/shop.ini': 'level={{ clone.freeform.log.level }}\n',
      'define/tmpl/_MODULE_/quiet/_DEPLOY_/quiet.ini': 'never\n',
    });
    const written = await proof.render('dev');
    expect([written['_DEPLOY_/shop.ini'], written['_DEPLOY_/quiet.ini']]).toEqual(['level=info\n', undefined]);
    const { shop, quiet } = await see();
    expect(shop).toMatchObject({
      service: { args: { verbose: true } },
      freeform: { log: { level: 'info' } },
      db: { name: 'shop', selectable: ['a', 'b'], writable: ['c'] },
      xbahn: 7,
    });
    expect(quiet).toMatchObject({ name: 'quiet' });
  });

  it.each([
    ['a module without a name', '- daemon: x\n', /define\/modules\.yaml:1:3: modules\[0\] needs a name/],
    [
      'what the state knows',
      '- { name: db, password: x }\n',
      /define\/modules\.yaml:1:25: modules\.db\.password is not written by hand/,
    ],
  ])('refuses %s', async (_, text, message) => {
    await open({ 'define/modules.yaml': text });
    expect(await proof.refusal('resolve', 'shop', 'dev')).toEqual([expect.stringMatching(message)]);
  });
});

describe('F-34 the user name of a module', () => {
  it('is its daemon, else its name', async () => {
    await open({ 'define/modules.yaml': '- { name: frontend, daemon: web }\n- { name: db }\n' });
    const { frontend, db } = await see();
    expect([frontend.username, db.username]).toEqual(['web', 'db']);
  });
});

describe('F-35 the password of a module', () => {
  it('is made once by user name, shared by modules of one daemon, and stays for ever', async () => {
    await open({
      'define/modules.yaml': '- { name: front, daemon: web }\n- { name: back, daemon: web }\n- { name: db }\n',
    });
    const first = await see();
    expect(first['front'].password).toBe(first['back'].password);
    expect(first['db'].password).not.toBe(first['front'].password);
    await write(proof, {
      'define/modules.yaml': '- { name: other }\n- { name: front, daemon: web }\n- { name: db }\n',
    });
    const second = await see();
    for (const name of ['front', 'db']) expect(second[name].password).toBe(first[name].password);
    expect(second['other'].password).toMatch(/\S{20,}/);
  });
});

describe('F-36 the name of a service', () => {
  it('is the user name with a d, unless it has one', async () => {
    await open({
      'define/modules.yaml':
        '- { name: front, daemon: web, service: { port: 1 } }\n- { name: db, service: { name: postgres } }\n- plain\n',
    });
    const { front, db, plain } = await see();
    expect([front.service.name, db.service.name, plain.service]).toEqual(['webd', 'postgres', undefined]);
  });
});

const OVERLAID = {
  'define/modules.yaml':
    '- { name: front, daemon: web, service: { args: { listen: [a, b], log: x } }, freeform: { ui: { skin: 1, menu: 2 } } }\n- { name: bare }\n',
};

describe('F-37 service in a definition', () => {
  it('overlays the modules of that user: mappings merge, lists replace, a module without a service gets one whole', async () => {
    await open({
      ...OVERLAID,
      'define/dev.yaml': 'service: { web: { args: { listen: [c] }, new: { on: true } }, bare: { args: {} } }\n',
    });
    const { front, bare } = await see();
    expect(front.service).toEqual({ name: 'webd', args: { listen: ['c'], log: 'x' }, new: { on: true } });
    expect(bare.service).toEqual({ name: 'bared', args: {} });
    // Another instance is not touched by it.
    expect((await see('other'))['front'].service.args).toEqual({ listen: ['a', 'b'], log: 'x' });
  });
});

describe('F-38 config in a definition', () => {
  it('overlays freeform by the same rule', async () => {
    await open({
      ...OVERLAID,
      'define/dev.yaml': 'config: { web: { ui: { skin: 9 }, more: { x: 1 } }, bare: { ui: { a: 1 } } }\n',
    });
    const { front, bare } = await see();
    expect([front.freeform, bare.freeform]).toEqual([{ ui: { skin: 9, menu: 2 }, more: { x: 1 } }, { ui: { a: 1 } }]);
  });
});

describe('F-39 uiids', () => {
  it('are given from 1 to modules with a service and a logical name, and never again to another', async () => {
    await open({
      'define/modules.yaml':
        '- { name: a, daemon: z, logical_name: la, service: {} }\n- { name: no, service: {} }\n- { name: b, logical_name: lb, service: {} }\n',
    });
    const first = await see();
    expect(first['a'].service).toEqual({ name: 'zd', uiid: '1', logical_name: 'la', instance_name: 'ad.0' });
    expect(first['b'].service).toMatchObject({ uiid: '2', instance_name: 'bd.0' });
    expect(first['no'].service).toEqual({ name: 'nod' });
    await write(proof, {
      'define/modules.yaml':
        '- { name: c, logical_name: lc, service: {} }\n- { name: b, logical_name: lb, service: {} }\n',
    });
    const second = await see();
    expect([second['b'].service.uiid, second['c'].service.uiid]).toEqual(['2', '3']);
  });

  it('end at 255', async () => {
    await open({
      'define/modules.yaml':
        '- { name: a, logical_name: la, service: { n_instances: 255 } }\n- { name: b, logical_name: lb, service: {} }\n',
    });
    expect((await proof.refusal('render', 'shop', 'dev', '--src-dir', '.', '--out', 'out'))[0]).toMatch(
      /cannot have a uiid: 255 is the highest/,
    );
  });
});

describe('F-40 n_instances', () => {
  const cloned = (count: number, ...more: string[]) => ({
    'define/modules.yaml': ['- { name: web, logical_name: www, service: { port: 80 } }', ...more, ''].join('\n'),
    'define/dev.yaml': `modules: { web: { service: { n_instances: ${count} } } }\n`,
    'define/tmpl/_ALL_/_DEPLOY_/clones':
      '{% for each in clones.web %}\n{{ each.config_name }} {{ each.service.uiid }} {{ each.username }} {{ each.password }}\n{% endfor %}\n',
  });
  const clones = async () =>
    ((await proof.render('dev'))['_DEPLOY_/clones'] ?? '')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));

  it('makes so many clones: each with its own number and file name, all with one user and password', async () => {
    await open(cloned(3));
    const all = await clones();
    expect(all.map((clone) => clone.slice(0, 3))).toEqual([
      ['webd.0', '1', 'web'],
      ['webd.1', '2', 'web'],
      ['webd.2', '3', 'web'],
    ]);
    expect(new Set(all.map(([, , , password]) => password)).size).toBe(1);
  });

  it('lowered and raised again gives every clone back its number, whoever came in between', async () => {
    await open(cloned(3));
    const before = await clones();
    await write(proof, cloned(1, '- { name: late, logical_name: l, service: {} }'));
    expect((await see())['late'].service.uiid).toBe('4');
    expect((await clones()).map(([name, uiid]) => [name, uiid])).toEqual([['web', '1']]);
    await write(proof, cloned(3, '- { name: late, logical_name: l, service: {} }'));
    expect(await clones()).toEqual(before);
    expect((await see())['late'].service.uiid).toBe('4');
  });
});

describe('F-41 modules in a definition', () => {
  it('merge over the modules of the file: mappings merge, lists replace, new ones are added', async () => {
    await open({
      'define/modules.yaml': '- { name: db, db: { name: shop, selectable: [a, b] } }\n',
      'define/dev.yaml': 'modules: { db: { db: { selectable: [c] } }, cache: { size: 1 } }\n',
    });
    const { db, cache } = await see();
    expect([db.db, cache.size, cache.username]).toEqual([{ name: 'shop', selectable: ['c'] }, 1, 'cache']);
    expect(Object.keys(await see('other'))).toEqual(['db']);
  });
});

describe('F-42 the state file', () => {
  it('lies at state/<instance>.yaml for all projects, encrypted and closed to others; only a run that needs it makes it', async () => {
    await open({ 'define/shop.yaml': 'modules: [db]\n', 'define/docs.yaml': 'modules: [db, search]\n' });
    const file = join(proof.project.folder, '.facsimile/state/dev.yaml');
    await proof.data('resolve', 'shop', 'dev');
    const dry = await proof.run('render', 'shop', 'dev', '--src-dir', '.', '--out', 'out', '--dry-run');
    expect(dry.stderr).toContain('state/dev.yaml would be created');
    expect(readdirSync(proof.project.folder)).not.toContain('.facsimile');
    const { db } = await see();
    const first = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(first).toMatch(/^passwd:\n {4}db: ENC\[/);
    expect(first).not.toContain(db.password);
    await see();
    expect(readFileSync(file, 'utf8')).toBe(first);
    await proof.data('render', 'docs', 'dev', '--src-dir', '.', '--out', join(proof.folder, 'docs'));
    const docs = readTree(join(proof.folder, 'docs'))['_DEPLOY_/see'] ?? '';
    expect(docs).toContain(db.password);
    expect(readFileSync(file, 'utf8')).toMatch(/^passwd:\n {4}db: ENC\[.*\n {4}search: ENC\[/);
  });
});

describe('F-43 clones and uiids', () => {
  it('are seen in module and in clones alike', async () => {
    await open({
      'define/modules.yaml': '- { name: web, logical_name: www, service: { n_instances: 2 } }\n',
      'define/tmpl/_ALL_/_DEPLOY_/both':
        '{{ module.web.service.uiid }} {{ module.web.instance_name }} {{ module.web.clones | map: "instance_name" | join: "," }} {{ clones.web[1].service.uiid }}\n',
    });
    expect((await proof.render('dev'))['_DEPLOY_/both']).toBe('1 webd.0 webd.0,webd.1 2\n');
  });
});

describe('F-94 subinstances', () => {
  it('lie over another instance, share its passwords and uiids, and differ where their own layers say', async () => {
    await open({
      'define/facsimile.yaml': 'instances: { iceberg: {}, dev4.ch1: {}, dev0.ch0: {}, dev5.ch1: {}, apart: {} }\n',
      'define/modules.yaml': '- { name: web, logical_name: www, service: { port: 80 } }\n',
      'define/iceberg.yaml': 'colour: blue\nservice: { web: { level: info } }\n',
      'define/dev4.ch1.yaml': 'subinstance_of: iceberg\nservice: { web: { port: 84 } }\n',
      'define/dev0.ch0.yaml': 'subinstance_of: iceberg\ncolour: green\n',
      'define/dev5.ch1.yaml': 'subinstance_of: iceberg\nservice: { web: { port: 85, level: debug } }\n',
      'define/tmpl/_ALL_/_DEPLOY_/colour': '{{ definition.colour | default: "none" }}\n',
    });
    const names = ['dev4.ch1', 'dev0.ch0', 'dev5.ch1', 'iceberg'];
    const seen = [];
    for (const name of names) {
      const { web } = await see(name);
      seen.push({ web, colour: (await proof.render(name))['_DEPLOY_/colour'] });
    }
    expect(new Set(seen.map((each) => each.web.password)).size).toBe(1);
    expect(new Set(seen.map((each) => each.web.service.uiid)).size).toBe(1);
    expect(seen.map((each) => [each.web.service.port, each.web.service.level, each.colour])).toEqual([
      [84, 'info', 'blue\n'],
      [80, 'info', 'green\n'],
      [85, 'debug', 'blue\n'],
      [80, 'info', 'blue\n'],
    ]);
    expect((await see('apart'))['web'].password).not.toBe(seen[0]?.web.password);
    const states = Object.keys(readTree(join(proof.project.folder, '.facsimile')));
    expect(states).toEqual(['state/apart.yaml', 'state/iceberg.yaml']);
  });
});
