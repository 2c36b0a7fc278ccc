import {
  findBrought,
  findLastBegins,
  readResumed,
  recordsOf,
  withOtherHalves
} from "./chunk-T5RWSUF5.js";
import {
  foldInstances
} from "./chunk-OJIIX5JZ.js";
import {
  byHold
} from "./chunk-BSO4ZHIJ.js";
import {
  eventsFolder
} from "./chunk-TOVEXTTC.js";

// src/app/instance-state.ts
async function readInstance(snapshot, name) {
  const { project, instance } = name;
  const [last, holds] = await Promise.all([
    findLastBegins(snapshot, name),
    snapshot.find({ folder: eventsFolder(project), key: byHold(instance), last: 1 })
  ]);
  const resumed = await readResumed(snapshot, name, last);
  const known = [...await withOtherHalves(snapshot, [...last, ...resumed]), ...holds];
  const state = foldInstances(recordsOf(known)).get(instance);
  if (state === void 0) return void 0;
  const brought = await withOtherHalves(snapshot, await findBrought(snapshot, name, state));
  return foldInstances(recordsOf([...known, ...brought])).get(instance);
}

export {
  readInstance
};
