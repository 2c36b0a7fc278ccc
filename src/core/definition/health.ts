/** `deploy.health`: how an activated host proves that it works. */
import { describePath } from '../json.ts';
import type { ValuePath } from './definition.ts';
import { duration, text } from './scalars.ts';
import type { Health } from './settings.ts';
import { converted, mapping, optional, preset, type Report, type Shape } from './shape.ts';

const fields = mapping({
  command: optional(text(), 'Succeeds on the host, in the new release folder.'),
  url: optional(text(/^https?:\/\/[^\s/]+/, 'an http or https URL'), 'Answers with 2xx or 3xx, asked from the host.'),
  tcp: optional(text(/^(\S+:)?\d{1,5}$/, 'host:port, or a port in quotes'), 'Takes a connection, from the host.'),
  within: preset(duration, '1m', 'How long it may take until the first good answer.'),
});

/** Exactly one of `command`, `url`, `tcp`. */
export const health: Shape<Health> = converted(fields, (given, at, report) => {
  const { command, url, tcp, within: withinMs } = given;
  const written = [command, url, tcp].filter((each) => each !== undefined);
  if (written.length !== 1) return refuse(at, report);
  if (command !== undefined) return { kind: 'command', command, withinMs };
  return url !== undefined ? { kind: 'url', url, withinMs } : { kind: 'tcp', ...splitTcp(tcp ?? ''), withinMs };
});

function splitTcp(tcp: string): { address: string; port: number } {
  const colon = tcp.lastIndexOf(':');
  const address = colon < 0 ? '127.0.0.1' : tcp.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return { address, port: Number(tcp.slice(colon + 1)) };
}

function refuse(at: ValuePath, report: Report): undefined {
  report({ code: 'definition/value', at, message: `${describePath(at)} must have exactly one of command, url, tcp` });
  return undefined;
}
