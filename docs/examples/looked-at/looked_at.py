"""Lists the releases of a project, then records that it did. Usage: looked_at.py CLONE PROJECT"""
import os, pathlib, subprocess, sys, time
from facsimile.meta.v1 import record_pb2

clone, project = pathlib.Path(sys.argv[1]), sys.argv[2]
paths = sorted(clone.glob(f"{project}/releases/*/*.binpb"))
for path in paths:
    release = record_pb2.Envelope.FromString(path.read_bytes()).record.release
    print(release.version, release.githash)

# The id is a ULID: milliseconds and 80 random bits, in Crockford's base 32. It names the file, its day the folder.
now = time.time_ns() // 1_000_000
number = now << 80 | int.from_bytes(os.urandom(10), "big")
ulid = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * i & 31] for i in reversed(range(26)))
day = time.strftime("%Y/%m/%d", time.gmtime(now / 1000))

envelope = record_pb2.Envelope()
event = envelope.record.event
event.id, event.kind, event.project, event.who, event.at_ms = ulid, "looked-at", project, "looked_at.py", now
event.fields.add(name="releases", value=str(len(paths)))

path = clone / project / "events" / day / f"{ulid}.binpb"
path.parent.mkdir(parents=True, exist_ok=True)
path.write_bytes(envelope.SerializeToString(deterministic=True))
for words in (["add", path], ["commit", "--quiet", "--message", "looked at"], ["push", "--quiet"]):
    subprocess.run(["git", "-C", clone, *words], check=True)
