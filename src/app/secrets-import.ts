/** Takes the plain state of Facsimile 1.1.1 into the encrypted state of an instance, once. */

import type { LayerText, ParsedLayer } from '../core/definition/parse-layer.ts';
import { inputFailure, unwrap } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import type { Result } from '../core/result.ts';
import { secret } from '../core/secret.ts';
import { missingFrom, type OldState, parseOldState } from '../core/state/old-state.ts';
import { DIGEST_KEY_BYTES, describeLack, extendState } from '../core/state/state.ts';
import { changeState, type OpenedState } from './change-state.ts';
import { decodeText } from './decode-text.ts';
import type { GatherInputs } from './gather/places.ts';
import { gatherState } from './gather-state.ts';
import type { Environment, Ports } from './ports/ports.ts';
import { readState } from './state.ts';
import type { StateStanding } from './state-standing.ts';

/** The instance, and the file. */
export interface ImportInputs extends GatherInputs {
  readonly file: string;
  readonly 'dry-run': boolean;
}

/** What was taken over, by name; nothing that was there already. */
export interface Imported {
  readonly project: string;
  readonly instance: string;
  /** The state file as the user knows it. */
  readonly path: string;
  readonly outcome: 'created' | 'completed' | 'unchanged';
  readonly usernames: readonly string[];
  readonly instanceNames: readonly string[];
}

/**
 * The plain file stays where it is: that it should be destroyed now is said. With `dry-run` nothing is written.
 *
 * @throws input `state/old-form`, `state/other-value` (for each key that the state has otherwise), `state/no-file`; and as
 *   `gatherState` and `changeState`. Nothing was changed then.
 */
export async function importSecrets(inputs: ImportInputs, ports: Ports, environment: Environment): Promise<Imported> {
  const old = unwrap(await readOldState(inputs.file, ports));
  for (const { value } of old.passwords.values()) ports.talk.mask(value);
  const { definition, state } = await gatherState(inputs, ports, environment);
  const { project, instance } = definition;
  if (inputs['dry-run']) return { project, instance, ...(await foresee(old, await readState(state, ports))) };
  let taken = NOTHING;
  const { path, outcome } = await changeState(state, ports, async (before) => {
    const missing = unwrap(missingFrom(before?.state, old));
    if (before !== undefined && isNothing(missing)) return undefined;
    taken = missing;
    return { value: await add(before, missing, ports), what: `${describeLack(namesOf(missing))}, taken over` };
  });
  return { project, instance, path, outcome, ...namesOf(taken) };
}

const NOTHING: OldState = { passwords: new Map(), uiids: new Map() };

async function foresee(old: OldState, standing: StateStanding) {
  if (standing.kind === 'locked') throw standing.failure;
  const isThere = standing.kind === 'open';
  const missing = unwrap(missingFrom(isThere ? standing.state : undefined, old));
  const outcome = isThere ? (isNothing(missing) ? 'unchanged' : 'completed') : 'created';
  return { path: standing.path, outcome, ...namesOf(missing) } as const;
}

async function readOldState(file: string, ports: Ports): Promise<Result<OldState>> {
  const bytes = await (await ports.files()).read(file);
  if (bytes === undefined) {
    const origin = inputOrigin('FILE');
    throw inputFailure({ code: 'state/no-file', message: `there is no file ${file}`, origin });
  }
  const text = decodeText(bytes, file, 'state');
  if (!text.ok) return text;
  const parsed = await parse({ name: 'state', file, text: text.value });
  return parsed.ok ? parseOldState(parsed.value.root) : parsed;
}

async function parse(text: LayerText): Promise<Result<ParsedLayer>> {
  if (text.file.endsWith('.json')) return (await import('../core/definition/parse-json.ts')).parseJson(text);
  return (await import('../core/definition/parse-yaml.ts')).parseYaml(text);
}

async function add(before: OpenedState | undefined, { passwords, uiids }: OldState, ports: Ports) {
  const ids = await ports.ids();
  const isKeyless = before?.state.digestKey === undefined;
  return extendState(before?.value ?? {}, {
    passwords: new Map([...passwords].map(([name, { value }]) => [name, value] as const)),
    uiids: new Map([...uiids].map(([name, { value }]) => [name, value] as const)),
    digestKey: isKeyless ? secret(ids.bytes(DIGEST_KEY_BYTES)) : undefined,
  });
}

function namesOf({ passwords, uiids }: OldState) {
  return { usernames: [...passwords.keys()], instanceNames: [...uiids.keys()] };
}

function isNothing({ passwords, uiids }: OldState): boolean {
  return passwords.size === 0 && uiids.size === 0;
}
