const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw Object.assign(new Error('no module ' + name), { code: 'MODULE_NOT_FOUND' });
  return found;
};
const { filename: __filename, dirname: __dirname } = import.meta;

// src/core/meta/fold.ts
function foldInstances(records) {
  const all = [...records];
  const begins = byId(all.filter((record) => record.kind === "deployment-begin"));
  const ends = new Map(
    all.flatMap((record) => record.kind === "deployment-end" ? [[record.id, record]] : [])
  );
  const events = byId(all.filter((record) => record.kind === "event")).filter((event) => event.instance !== "");
  const names = new Set([...begins, ...events].map((record) => record.instance));
  return new Map(
    [...names].map((instance) => {
      const deployments = begins.filter((begin) => begin.instance === instance).map((begin) => ({ begin, end: ends.get(begin.id) }));
      const hold = foldHold(events.filter((event) => event.instance === instance));
      return [instance, { instance, hosts: foldHosts(deployments), hold, deployments }];
    })
  );
}
function byId(records) {
  return records.toSorted((a, b) => a.id < b.id ? -1 : 1);
}
function foldHosts(deployments) {
  const hosts = /* @__PURE__ */ new Map();
  for (const { begin, end } of deployments) {
    for (const plan of begin.hosts) {
      const result = end?.hosts.find((each) => each.host === plan.host);
      hosts.set(plan.host, {
        host: plan.host,
        copy: result === void 0 ? plan.from : result.now ?? (result.outcome === "skipped" ? plan.from : void 0),
        deployment: begin.id,
        outcome: result?.outcome
      });
    }
  }
  return [...hosts.values()];
}
function foldHold(events) {
  const last = events.findLast((event) => event.event === "hold" || event.event === "hold-released");
  if (last === void 0 || last.event === "hold-released") return void 0;
  return {
    event: last.id,
    release: last.fields["release"] ?? "",
    reason: last.fields["reason"] ?? "",
    until: last.fields["until"] ?? "",
    who: last.who
  };
}

export {
  foldInstances
};
