/** Paths as people write them. */
import { describe, expect, it } from 'vitest';
import { parseValuePath } from '../../../src/core/definition/value-path.ts';
import { issuesOf } from './layers.ts';

const root = {
  deploy: { user: 'app', nodes: { web: ['w1', { deep: 1 }] } },
  hosts: { 'web1.example.com': { port: 22 }, web1: { example: 1 } },
  list: [[1], [2, 3]],
  'a[0]': 5,
  empty: {},
};

describe('a path', () => {
  it.each([
    ['deploy.user', ['deploy', 'user']],
    ['deploy.nodes.web[0]', ['deploy', 'nodes', 'web', 0]],
    ['deploy.nodes.web.0', ['deploy', 'nodes', 'web', 0]],
    ['deploy.nodes.web[1].deep', ['deploy', 'nodes', 'web', 1, 'deep']],
    ['hosts.web1.example.com.port', ['hosts', 'web1.example.com', 'port']],
    ['hosts.web1.example', ['hosts', 'web1', 'example']],
    ['list[1][0]', ['list', 1, 0]],
    ['a[0]', ['a[0]']],
    ['empty', ['empty']],
  ])('%s', (text, path) => {
    expect(parseValuePath(root, text)).toMatchObject({ ok: true, value: path });
  });

  it.each([
    ['deploy.usr', 'nothing is set at "deploy.usr" (did you mean "user"?)'],
    ['dploy.user', 'nothing is set at "dploy.user" (did you mean "deploy"?)'],
    ['deploy.user.x', 'nothing is set at "deploy.user.x" (deploy.user has nothing below it)'],
    ['deploy.nodes.web[2]', 'nothing is set at "deploy.nodes.web[2]" (deploy.nodes.web has items 0 to 1)'],
    ['deploy.', 'nothing is set at "deploy." (did you mean "deploy"?)'],
    ['toString', 'nothing is set at "toString" (the definition has: deploy, hosts, list, a[0], empty)'],
    ['list[-1]', 'nothing is set at "list[-1]" (list has items 0 to 1)'],
  ])('%s is not there', (text, issue) => {
    expect(issuesOf(parseValuePath(root, text))).toEqual([issue]);
  });
});
