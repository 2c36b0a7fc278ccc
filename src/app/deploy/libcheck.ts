/** The check of libraries (F-80, F-81): what it passes over, and what it says. */
import type { DeploySettings, Host } from '../../core/definition/settings.ts';
import type { StageAnswer } from '../../core/deploy/stage-answer.ts';
import type { OperationFailure } from '../../core/error.ts';
import { inputOrigin } from '../../core/issue.ts';
import type { Talk } from '../ports/talk.ts';
import { hostFailure } from './fleet.ts';

const SHOWN = 10;

/** The settings for `--skip-libcheck`: nobody looks, which is said where somebody would have. */
export function withoutLibcheck({ libcheck, ...rest }: DeploySettings, talk: Talk): DeploySettings {
  const message = 'libcheck is skipped: nobody looks whether hosts have the libraries that the release needs';
  if (libcheck !== undefined) talk.warn({ code: 'deploy/libcheck', message, origin: inputOrigin('--skip-libcheck') });
  return rest;
}

/** Libraries to pass over: those of all targets of the host together. Undefined: none are checked. */
export function passedOver({ libcheck }: DeploySettings, { targets }: Host): readonly string[] | undefined {
  return libcheck && targets.flatMap((target) => libcheck.ignored[target] ?? []);
}

/** `host/libraries`, where it was a library that kept a release from being staged. */
export function lackOfLibraries(
  host: Host,
  { failed, lacking }: Pick<StageAnswer, 'failed' | 'lacking'>,
): OperationFailure | undefined {
  if (failed === 'ldd') {
    return hostFailure(host, {
      code: 'host/libraries',
      message: 'libcheck needs ldd, which is not there',
      retry: 'safe',
      next: 'install it (libc-bin), leave deploy.libcheck out, or say --skip-libcheck',
    });
  }
  if (failed !== 'libraries') return undefined;
  const libraries = [...Map.groupBy(lacking, ({ library }) => library)];
  const shown = libraries.slice(0, SHOWN).map(([library, [first, ...others]]) => {
    return `${library} (for ${first?.file}${others.length === 0 ? '' : ` and ${others.length} more`})`;
  });
  const rest = libraries.length > SHOWN ? [`and ${libraries.length - SHOWN} more`] : [];
  return hostFailure(host, {
    code: 'host/libraries',
    message: `libcheck: ${[...shown, ...rest].join(', ')} not found`,
    retry: 'safe',
    next: 'install them there, or list them in deploy.libcheck_ignorelist; --skip-libcheck deploys all the same',
  });
}
