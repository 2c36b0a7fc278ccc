// Lists the releases of a project, then records that it did. Usage: looked-at CLONE PROJECT
package main

import (
	"crypto/rand"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	metav1 "example.com/looked-at/facsimile/meta/v1"
	"google.golang.org/protobuf/proto"
)

func main() {
	clone, project, now := os.Args[1], os.Args[2], time.Now().UTC()
	paths := must(filepath.Glob(filepath.Join(clone, project, "releases/*/*.binpb")))
	for _, path := range paths {
		envelope := &metav1.Envelope{}
		check(proto.Unmarshal(must(os.ReadFile(path)), envelope))
		fmt.Println(envelope.Record.GetRelease().Version, envelope.Record.GetRelease().Githash)
	}

	// The id is a ULID: milliseconds and 80 random bits, in Crockford's base 32. It names the file, its day the folder.
	id := make([]byte, 26)
	must(rand.Read(id))
	for i := range id {
		if i < 10 {
			id[i] = byte(now.UnixMilli() >> (45 - 5*i))
		}
		id[i] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[id[i]&31]
	}

	event := &metav1.Event{Id: string(id), Kind: "looked-at", Project: project, Who: "looked-at.go", AtMs: now.UnixMilli()}
	event.Fields = []*metav1.EventField{{Name: "releases", Value: fmt.Sprint(len(paths))}}
	record := &metav1.Record{Kind: &metav1.Record_Event{Event: event}}
	path := filepath.Join(clone, project, "events", now.Format("2006/01/02"), event.Id+".binpb")
	check(os.MkdirAll(filepath.Dir(path), 0o755))
	check(os.WriteFile(path, must(proto.Marshal(&metav1.Envelope{Record: record})), 0o644))
	for _, words := range [][]string{{"add", "."}, {"commit", "--quiet", "--message", "looked at"}, {"push", "--quiet"}} {
		check(exec.Command("git", append([]string{"-C", clone}, words...)...).Run())
	}
}

func must[T any](value T, err error) T { check(err); return value }

func check(err error) {
	if err != nil {
		panic(err)
	}
}
