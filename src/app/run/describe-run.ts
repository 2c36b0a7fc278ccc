/** What a run would be about, without running it. */
import { posix } from 'node:path';
import type { Definition } from '../../core/definition/definition.ts';
import type { JsonObject } from '../../core/json.ts';
import { CODECS, describeNodes, describeSummary, type Summary } from '../../core/run/info.ts';
import { workFolders } from '../../core/run/work-folders.ts';
import { findOnDisk } from '../definitions-on-disk.ts';
import type { MachineContext } from '../deploy/machines.ts';
import type { GatherInputs } from '../gather/places.ts';
import { gather } from '../gather.ts';
import { openDefinition } from '../open-definition.ts';

/** Which of them were asked for. */
export interface InfoWish {
  readonly codecs: boolean;
  readonly nodes: boolean;
  readonly summary: boolean;
}

/** What is known of the instance, and of the release if one is named. */
interface Subject {
  readonly definition: Definition;
  readonly define: string;
  readonly githash?: string;
  readonly version: string;
  readonly isAsItIs: boolean;
}

/** Each of them that was asked for, in the order codecs, nodes, summary (F-10). @throws as `openDefinition`. */
export async function describeRun(
  inputs: GatherInputs,
  wish: InfoWish,
  context: MachineContext,
): Promise<{ readonly data: JsonObject; readonly text: string }> {
  const subject = await findSubject(inputs, context);
  const { settings } = subject.definition;
  const summary = toSummary(subject, inputs, context);
  const texts = [
    ...(wish.codecs ? [CODECS.join('\n')] : []),
    ...(wish.nodes ? [describeNodes(settings)] : []),
    ...(wish.summary ? [describeSummary(summary)] : []),
  ];
  const nodes = Object.fromEntries(settings.targets.map(({ name, hosts }) => [name, [...hosts]]));
  const data = {
    ...(wish.codecs ? { codecs: [...CODECS] } : {}),
    ...(wish.nodes ? { nodes } : {}),
    ...(wish.summary ? { summary: { ...summary } } : {}),
  };
  return { data, text: texts.join('\n') };
}

/** Nothing is checked out for it: without anything that names a release, the definitions on disk are enough. */
async function findSubject(inputs: GatherInputs, { ports }: MachineContext): Promise<Subject> {
  const names = [inputs.version, inputs.meta, inputs['src-dir'], inputs['define-ref']];
  if (names.every((name) => name === undefined) && inputs.devel !== true) {
    const { files, folder } = await findOnDisk(inputs, ports);
    const definition = await openDefinition(inputs, ports);
    return { definition, define: files.locate(folder), version: '', isAsItIs: false };
  }
  const { definition, release, definitionsAt, origin } = await gather({ ...inputs, 'dry-run': true }, ports);
  const { githash, version } = release;
  const isAsItIs = origin === undefined;
  return { definition, define: definitionsAt.label, githash, version: version || githash, isAsItIs };
}

function toSummary(subject: Subject, inputs: GatherInputs, { environment }: MachineContext): Summary {
  const { definition, define, githash, version, isAsItIs } = subject;
  const { project, instance, settings } = definition;
  const top = posix.resolve(environment.cwd, inputs['top-dir']);
  const folders = workFolders(top, { project, instance, githash, isAsItIs });
  const given = inputs['src-dir'];
  return {
    release_environment: instance,
    version,
    script_dir: environment.cwd,
    top_dir: top,
    define_dir: define,
    deploy_dir: folders.deploy,
    build_dir: folders.build,
    release_dir: folders.release,
    src_dir: given === undefined ? folders.source : posix.resolve(environment.cwd, given),
    state_dir: folders.state,
    repo: settings.repo ?? '',
  };
}
