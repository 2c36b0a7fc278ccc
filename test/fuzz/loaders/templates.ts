/** Templates: Liquid that others wrote, over a definition of ours. */
import { decodeText } from '../../../src/app/decode-text.ts';
import { inputFailure, unwrap } from '../../../src/core/error.ts';
import { parseState } from '../../../src/core/state/state.ts';
import { createRenderer } from '../../../src/core/template/render.ts';
import { definition, host } from '../../support/definitions.ts';
import { type Loader, outcomeOf } from '../loader.ts';

const HOSTS = [host('a'), host('b')];
const WORLD = {
  definition: definition({ value: { db: { host: 'db1', ports: [1, 2] }, name: 'x' }, hosts: HOSTS, modules: ['db'] }),
  release: { githash: '1a2b', version: '1.2.3', tag: 'v1.2.3', committedAt: 1_700_000_000, dirty: false, repos: [] },
  state: unwrap(parseState({ passwd: { db: 'hunter2' } }, 'state')),
  openSecret: () => 'hunter3',
};

const SAMPLES = [
  '{% for h in hosts %}{{ h.name | shell }} {% if forloop.last %}.{% endif %}\n{% endfor %}\n',
  '{% assign x = definition.db.ports | map: "a" | join: "," %}{{ x | default: 1 | json }}\n{{ release.committed_at | date: "%Y" }}\n',
  '{% case target %}{% when "web" %}{{ definition.name | upcase | yaml }}{% else %}x{% endcase %}\n',
  '{% capture y %}{{ facs.version }}{% endcapture %}{% unless y == blank %}{{ y | split: "." | first }}{% endunless %}{% raw %}{{ }}{% endraw %}\n',
  '{% tablerow i in (1..3) cols: 2 %}{{ i }}{% endtablerow %}{% cycle "a", "b" %}{% increment n %}{% comment %}x{% endcomment %}\n',
];

/** A text of a million characters. */
const GROW = '{% assign x = "a" %}{% for i in (1..20) %}{% assign x = x | append: x %}{% endfor %}';

/** Rendering for one host. */
export const TEMPLATE_LOADERS: readonly Loader[] = [
  {
    name: 'a template',
    hasPlaces: true,
    load: (bytes) =>
      outcomeOf(() => {
        const text = unwrap(decodeText(bytes, 'tmpl/x', 'template'));
        const file = { path: '_DEPLOY_/x', layer: 'production', shown: 'tmpl/x', text };
        const rendered = createRenderer(WORLD)(file, new Map([[file.path, file]]), { host: host('a') });
        if (rendered.kind === 'issue') throw inputFailure(rendered.issue);
        return rendered;
      }),
    samples: SAMPLES,
    slots: [
      (value) => `{{ ${value} }}`,
      (value) => `{% assign x = ${value} %}{{ x | json }}`,
      (value) => `{{ definition | map: ${value} | json }}{{ definition.name | replace: ${value}, ${value} }}`,
      (value) => `{% for i in (1..100000000) %}${value}{% endfor %}`,
      (value) =>
        `{% assign x = "${'x'.repeat(1000)}" %}{% for i in (1..1000) %}{% assign x = x | append: x | append: ${value} %}{% endfor %}`,
      () => `${GROW}{{ x | replace: "a", x | size }}`,
      () => `${GROW}{% for i in (1..100000) %}{{ x }}{% endfor %}`,
      () => `${GROW}{{ x | split: "" | join: x | size }}`,
      () => '{% include "_DEPLOY_/x" %}',
      () => '{% render "_DEPLOY_/x" %}{% render "../../../../etc/passwd" %}',
      () => '{% layout "_DEPLOY_/x" %}{% block a %}{% endblock %}',
      () =>
        '{{ definition.__proto__ }}{{ definition.constructor.constructor }}{{ "" | map: "__proto__" }}{{ hosts.__proto__ | json }}',
      () =>
        '{% assign __proto__ = 1 %}{% assign constructor = 2 %}{{ __proto__ }}{% capture toString %}x{% endcapture %}',
      () => '{{ "x" | date: "%999999999Y" }}{{ 1 | times: 1e308 | times: 10 }}{{ "a" | slice: -1e9, 1e9 }}',
      () => '{{ "x" | truncate: 1000000000 }}{{ 5 | divided_by: 0 }}{{ (1..100000000) | join: "," | size }}',
    ],
  },
];
