/** A health check by URL: the request as bytes, and what its answer says. */
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Where to connect as the host sees it, and what to send. `serverName` is set for https. */
export interface HttpCheck {
  readonly address: string;
  readonly port: number;
  readonly request: Uint8Array;
  readonly serverName?: string;
}

const URL_FORM = /^(https?):\/\/(\[[0-9a-fA-F:.]+\]|[^/:?#@\s]+)(?::(\d{1,5}))?([/?][^#\s]*)?$/;
const DEFAULT_PORT = { http: 80, https: 443 } as const;

/** The check that a URL asks for; undefined when it is no http or https URL without user and fragment. */
export function toHttpCheck(url: string): HttpCheck | undefined {
  const [, scheme, host, port, rest = '/'] = URL_FORM.exec(url) ?? [];
  if ((scheme !== 'http' && scheme !== 'https') || host === undefined) return undefined;
  const path = rest.startsWith('/') ? rest : `/${rest}`;
  const authority = port === undefined ? host : `${host}:${port}`;
  const lines = [
    `GET ${path} HTTP/1.1`,
    `Host: ${authority}`,
    'User-Agent: facsimile',
    'Accept: */*',
    'Connection: close',
  ];
  const address = host.replace(/^\[|\]$/g, '');
  return {
    address,
    port: port === undefined ? DEFAULT_PORT[scheme] : Number(port),
    request: utf8ToBytes(`${lines.join('\r\n')}\r\n\r\n`),
    ...(scheme === 'https' ? { serverName: address } : {}),
  };
}

/** The status of an answer; undefined when it is no HTTP. */
export function parseHttpStatus(answer: Uint8Array): number | undefined {
  const start = String.fromCharCode(...answer.subarray(0, 16));
  const [, status] = /^HTTP\/1\.[01] (\d{3})(?:\s|$)/.exec(start) ?? [];
  return status === undefined ? undefined : Number(status);
}

/** 2xx and 3xx: it works. */
export function isHealthy(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 400;
}
