/** Holding a whole channel where it is, and letting it go. */
import { hasCode, inputFailure, operationFailure } from '../core/error.ts';
import { inputOrigin } from '../core/issue.ts';
import { isNoReason, withHold } from '../core/meta/channel.ts';
import { readChannel, type StoredChannel } from './channels.ts';
import type { Meta } from './ports/meta-repo.ts';

/** A channel with the hold that it is to have; `hold` undefined: none. */
export interface HoldWish {
  readonly project: string;
  readonly channel: StoredChannel;
  readonly hold: string | undefined;
}

/**
 * Writes or ends the hold in the channel's file. @returns The commit; undefined when it is so already.
 * @throws input `channel/hold` for a reason that says nothing; operation `channel/moved` when somebody else changed the
 *   channel meanwhile; as `Meta.append`.
 */
export async function holdChannel(meta: Meta, { project, channel, hold }: HoldWish): Promise<string | undefined> {
  if (hold !== undefined && isNoReason(hold)) throw noReason(hold);
  if (hold === channel.hold) return undefined;
  const { name, path, bytes } = channel;
  const text = withHold(bytes === undefined ? undefined : new TextDecoder().decode(bytes), hold);
  const message = `${project} ${name}: ${hold === undefined ? `hold ended (${channel.hold})` : `held: ${hold}`}`;
  const changed = [{ path, bytes: new TextEncoder().encode(text), basedOn: bytes }];
  try {
    return (await meta.append({ added: [], changed, message: message.replace(/\s+/g, ' ') })).commit;
  } catch (error) {
    throw hasCode(error, 'meta/changed') ? await moved(meta, { project, channel, hold }) : error;
  }
}

async function moved(meta: Meta, { project, channel, hold }: HoldWish) {
  const now = await readChannel(await meta.snapshot(), project, channel.name);
  const say = ({ release, hold: why }: Pick<StoredChannel, 'release' | 'hold'>) =>
    `at ${release ?? 'nothing'}${why === undefined ? '' : `, held: ${why}`}`;
  return operationFailure({
    code: 'channel/moved',
    message: `${project} ${channel.name} was ${say(channel)} and is ${say(now)} now: ${hold === undefined ? 'not let go' : 'not held'}`,
    target: channel.path,
    retry: 'safe',
    next: 'run the same command again if you still want to',
  });
}

function noReason(hold: string) {
  const hint = 'say why it is held with --reason, or end a hold with --release';
  const message = hold === '' ? 'a hold needs a reason' : `"${hold}" is no reason`;
  return inputFailure({ code: 'channel/hold', message, hint, origin: inputOrigin('--reason') });
}
