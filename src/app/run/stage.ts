/** What the stages of a run have in common. */
import type { Operation } from '../../core/error.ts';
import type { JsonObject } from '../../core/json.ts';
import type { OptionValues } from '../../core/run/plugin-options.ts';
import type { WorkFolders } from '../../core/run/work-folders.ts';
import type { Deployed } from '../deploy/conclude.ts';
import type { MachineContext } from '../deploy/machines.ts';
import type { DeployInputs } from '../deploy.ts';
import type { Gathered } from '../gather.ts';
import type { StoreInputs } from '../record-binaries.ts';
import type { ReleaseBinary } from '../release-choice.ts';

/** What stages read of the inputs of `facs run`. */
export interface StageInputs extends DeployInputs, StoreInputs {
  readonly devel: boolean;
  /** Values of the plugin's options, for templates. */
  readonly options: OptionValues;
  /** Make checkout and build anew. */
  readonly clean: boolean;
}

/** Where a run stands when a stage begins. */
export interface Going {
  readonly inputs: StageInputs;
  readonly context: MachineContext;
  readonly gathered: Gathered;
  readonly folders: WorkFolders;
  /** Binaries that this run recorded, or that no record describes. */
  readonly built: readonly ReleaseBinary[];
  /** Of a dry run: names of binaries that its build would make. */
  readonly unbuilt: readonly string[];
  /** Done when the process is asked to end. */
  readonly interruption: AbortSignal;
}

/** What a stage did, or in a dry run would do. */
export interface StageReport {
  readonly stage: string;
  /** `unchanged`: there was nothing to do. */
  readonly outcome: 'done' | 'unchanged' | 'planned';
  /** For people; the first one says it all. */
  readonly lines: readonly string[];
  readonly data: JsonObject;
}

/** How a stage ended, and what it changed for those after it. */
export interface StageEnd {
  readonly report: StageReport;
  readonly built?: readonly ReleaseBinary[];
  readonly unbuilt?: readonly string[];
  readonly deployed?: Deployed;
  /** Set when the work was done in part: later stages are left out. */
  readonly failed?: Operation;
}

/** Does one stage. */
export type RunStage = (going: Going) => Promise<StageEnd>;

/** True where binaries of the release are recorded: it is one of meta's, not a work tree or a branch. */
export function isRecorded({ gathered, inputs }: Pick<Going, 'gathered' | 'inputs'>): boolean {
  return gathered.seen !== undefined && inputs['src-dir'] === undefined && !inputs.devel;
}
