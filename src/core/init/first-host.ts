/** Hosts as people write them to ssh: `deploy@web1.example.com:2222`. */
import { invalid, type Result, valid } from '../result.ts';

/** A host of a new project. */
export interface FirstHost {
  /** Its name in the definitions. */
  readonly name: string;
  readonly user: string;
  readonly address: string;
  readonly port: number;
}

const FORM = /^(?:([A-Za-z_][A-Za-z0-9_.-]*\$?)@)?(\[[0-9A-Fa-f:.%a-z]+\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::(\d{1,5}))?$/;

/**
 * The host that is meant. Its name is the first part of its address; of a number it is `web1`, `web2`, …
 *
 * @param login Who logs in where nothing else is written, as with ssh.
 * @param index From 1. Issue: `init/host`.
 */
export function parseHost(written: string, login: string, index: number): Result<FirstHost> {
  const [, user = login, bracketed = '', port = '22'] = FORM.exec(written) ?? [];
  if (bracketed === '' || Number(port) < 1 || Number(port) > 65535)
    return invalid({
      code: 'init/host',
      message: `"${written}" is no host`,
      hint: 'write it like deploy@web1.example.com:22',
    });
  const address = bracketed.replace(/^\[(.*)\]$/, '$1');
  const isNumber = address.includes(':') || /^[\d.]+$/.test(address);
  const name = isNumber ? `web${index}` : (address.split('.')[0] ?? address);
  return valid({ name, user, address, port: Number(port) });
}
