/** The stages that the product brings, by name. */
import type { StandardStage } from '../../core/run/stages.ts';
import { buildStage } from './build-stage.ts';
import { checkoutStage } from './checkout-stage.ts';
import { deployStage } from './deploy-stage.ts';
import { installStage } from './install-stage.ts';
import type { RunStage } from './stage.ts';

/** What each does. */
export const STANDARD_STAGES: Readonly<Record<StandardStage, RunStage>> = {
  checkout: checkoutStage,
  build: buildStage,
  install: installStage,
  deploy: deployStage,
};
