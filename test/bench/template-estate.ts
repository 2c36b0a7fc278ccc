/** The same templates twice: as a project of ours in Liquid, and in Jinja2 with the context of every host. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How much of it. */
export interface Size {
  readonly templates: number;
  readonly hosts: number;
}

const PEERS = 6;
const REGIONS = ['eu', 'us', 'ap'];
const FEATURES = ['Search', 'Basket', 'Reviews', 'Coupons'];

/** What the two languages write differently. */
const LIQUID = { upper: 'upcase', lower: 'downcase', pool: 'default: 10' };
const JINJA = { upper: 'upper', lower: 'lower', pool: 'default(10)' };

/**
 * `folder/define` holds the definitions of `shop production` and its templates, `folder/jinja` the same templates by the
 * same paths, `folder/contexts.json` the names that they read, by host.
 */
export async function writeTemplates(folder: string, size: Size): Promise<void> {
  const [ours, theirs] = [join(folder, 'define/tmpl/_ALL_/_DEPLOY_'), join(folder, 'jinja/_DEPLOY_')];
  const hosts = Array.from({ length: size.hosts }, (_, i) => hostOf(i));
  for (const at of [ours, theirs]) {
    for (let i = 0; i < Math.ceil(size.templates / 100); i++) await mkdir(join(at, `etc${i}`), { recursive: true });
  }
  for (let i = 0; i < size.templates; i++) {
    const path = pathOf(i);
    await writeFile(join(ours, path), templateOf(i, LIQUID));
    await writeFile(join(theirs, path), templateOf(i, JINJA));
  }
  const shop = { company: 'Corner Shop', db: { host: 'db.example.com', port: 5432, user: 'shop' }, features: FEATURES };
  const peers = Array.from({ length: PEERS }, (_, i) => ({ name: `peer${i}`, address: `10.1.0.${i}`, port: 7000 + i }));
  const layers = {
    facsimile: { instances: { production: {} } },
    shop: { ...shop, peers },
    production: {
      home: '/srv/shop',
      deploy: { user: 'shop', nodes: { web: hosts.map(({ name }) => name) } },
      hosts: Object.fromEntries(hosts.map(({ name, ...host }) => [name, { ...host, host_keys: [KEY] }])),
    },
  };
  for (const [name, layer] of Object.entries(layers))
    await writeFile(join(folder, 'define', `${name}.json`), JSON.stringify(layer));
  const contexts = Object.fromEntries(hosts.map((host) => [host.name, { definition: { ...shop, peers }, host }]));
  await writeFile(join(folder, 'contexts.json'), JSON.stringify(contexts));
  await writePlaybook(join(folder, 'ansible'), { contexts, templates: size.templates });
  await writeFile(join(folder, '.gitignore'), 'jinja/\ncontexts.json\nansible/\nout/\n.facsimile/\n');
}

interface Play {
  readonly contexts: Readonly<Record<string, object>>;
  readonly templates: number;
}

/** One task that renders them all on every host, into `out/<host>/`. */
async function writePlaybook(folder: string, { contexts, templates }: Play): Promise<void> {
  await mkdir(join(folder, 'host_vars'), { recursive: true });
  const local = 'ansible_connection=local ansible_python_interpreter="{{ ansible_playbook_python }}"';
  await writeFile(
    join(folder, 'hosts.ini'),
    Object.keys(contexts)
      .map((name) => `${name} ${local}\n`)
      .join(''),
  );
  for (const [name, context] of Object.entries(contexts))
    await writeFile(join(folder, 'host_vars', `${name}.json`), JSON.stringify(context));
  const paths = Array.from({ length: templates }, (_, i) => pathOf(i));
  const out = '{{ playbook_dir }}/out/{{ inventory_hostname }}';
  const task = {
    template: {
      src: '{{ playbook_dir }}/../jinja/_DEPLOY_/{{ item }}',
      dest: `${out}/{{ item | basename }}`,
      lstrip_blocks: true,
    },
    loop: paths,
  };
  const folders = { file: { path: out, state: 'directory' } };
  await writeFile(
    join(folder, 'play.yml'),
    JSON.stringify([{ hosts: 'all', gather_facts: false, tasks: [folders, task] }]),
  );
}

function pathOf(index: number): string {
  return `etc${Math.floor(index / 100)}/service${index}.conf`;
}

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJtr0bDgQ6M9xEl6cyvLfUPd3bMUVOpF9G7S6Z9rXo1A';

function hostOf(index: number) {
  const region = REGIONS[index % REGIONS.length] ?? '';
  return { name: `web${index}`, address: `10.0.${index >> 8}.${index & 255}`, port: 2200 + index, region };
}

/** About 25 lines, as settings files are: values, a branch, two loops, three filters. */
function templateOf(index: number, { upper, lower, pool }: typeof LIQUID): string {
  return `# {{ definition.company }}: service ${index}, for {{ host.name }}
[server]
name = service${index}.{{ host.name }}
listen = {{ host.address }}:{{ host.port }}
region = {{ host.region | ${upper} }}
{% if host.region == "eu" %}
privacy = strict
{% else %}
privacy = default
{% endif %}
[database]
url = postgres://{{ definition.db.user }}@{{ definition.db.host }}:{{ definition.db.port }}/service${index}
pool = {{ definition.db.pool | ${pool} }}
[peers]
{% for peer in definition.peers %}
{{ peer.name }} = {{ peer.address }}:{{ peer.port }}
{% endfor %}
[features]
{% for feature in definition.features %}
{{ feature | ${lower} }} = on
{% endfor %}
`;
}
