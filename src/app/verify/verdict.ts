/** What verifying takes, and what it finds. */
import type { Host } from '../../core/definition/settings.ts';
import type { Drift } from '../../core/deploy/drift.ts';
import type { Operation } from '../../core/error.ts';
import type { Copy } from '../../core/meta/record.ts';
import type { DeployedDefinition } from '../deploy/deployed-definition.ts';
import type { MachineInputs } from '../deploy/machines.ts';
import type { GatherInputs, SeenMeta } from '../gather/places.ts';
import type { Connection } from '../ports/hosts.ts';
import type { Inspection, Judging } from './inspect-host.ts';

/** Inputs of `facs verify`. */
export interface VerifyInputs extends GatherInputs, MachineInputs {
  readonly repair: boolean;
  readonly reason?: string | undefined;
}

/** One host. `drift` is what differs at the end, `mended` what differed before a repair. */
export interface HostVerdict {
  readonly host: Host;
  readonly copy?: Copy;
  /** Files, links and empty folders that were compared. */
  readonly files: number;
  /** Of them, those that only the host itself can vouch for: no key, or no records. */
  readonly unproven: number;
  readonly drift: readonly Drift[];
  readonly mended: readonly Drift[];
  readonly failure?: Operation;
}

/** Every chosen host, in definition order. */
export interface Verified {
  readonly project: string;
  readonly instance: string;
  readonly hosts: readonly HostVerdict[];
}

/** A host that was inspected, its connection still open. */
export interface Inspected {
  readonly host: Host;
  readonly connection: Connection;
  readonly inspection: Inspection;
  readonly judging: Judging;
}

/** Where the instance stands. */
export interface Standing {
  readonly deployed: DeployedDefinition;
  readonly seen: SeenMeta | undefined;
  /** Done when nothing more is to be mended: a signal, or the lock is lost. */
  readonly stop: AbortSignal | undefined;
}
