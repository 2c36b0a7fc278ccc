import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fromBinary, isFieldSet } from '@bufbuild/protobuf';
import {
  type DescriptorProto,
  type EnumDescriptorProto,
  FieldDescriptorProto_Type,
  FieldDescriptorProtoSchema,
  type FileDescriptorProto,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../../..');
const SCHEMA = join(ROOT, 'define/meta');

/** How a comment says what it means that a field is not there. */
const ABSENCE = /\b(Never (empty|unset|unspecified|0|false)|(Empty|Unset|0|False): )/;

/** Words of a comment that a unit must be said with: a bare number tells nobody whether it is seconds. */
const UNIT = /\b(seconds|milliseconds|bytes|times|number of)\b/i;

const NUMBERS = [FieldDescriptorProto_Type.INT64, FieldDescriptorProto_Type.UINT64, FieldDescriptorProto_Type.INT32];

let work = '';
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'facs-comments-'));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

it('every message, field, choice and value of the record schema says what it means, in which unit, and absent what', () => {
  const files = compile(SCHEMA);
  expect(files.flatMap(findGaps)).toEqual([]);
  const count = files.flatMap(({ messageType }) => messageType).flatMap(({ field }) => field).length;
  expect(count, 'fields that were looked at').toBeGreaterThan(50);
});

describe('it is noticed when', () => {
  it.each([
    ['a field has no comment', / *\/\/ Name that.*\n/, '', 'Binary.name: no comment'],
    ['a field does not say what absence means', /`binary` use. Never empty\./, 'use.', 'Binary.name: absence'],
    ['a number has no unit', 'Length of the packed bytes, in bytes.', 'How long it is.', 'Binary.size: unit'],
    ['a message has no comment', /\/\/ One packed output[\s\S]*?message/, 'message', 'Binary: no comment'],
  ])('%s', (_, from, to, gap) => {
    const schema = join(work, gap.replace(/\W/g, '-'));
    cpSync(SCHEMA, schema, { recursive: true });
    const file = join(schema, 'facsimile/meta/v1/binary.proto');
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    writeFileSync(file, changed);
    expect(compile(schema).flatMap(findGaps)).toEqual([expect.stringContaining(gap)]);
  });
});

/** The schema with its comments, as buf compiles it. */
function compile(folder: string): readonly FileDescriptorProto[] {
  const buf = join(ROOT, 'node_modules/@bufbuild/buf/bin/buf');
  const words = [buf, 'build', '--as-file-descriptor-set', '--output', '-'];
  return fromBinary(FileDescriptorSetSchema, execFileSync(process.execPath, words, { cwd: folder })).file;
}

/** What lacks something that a reader needs, as `Message.field: what`. */
function findGaps(file: FileDescriptorProto): string[] {
  const comments = new Map(
    file.sourceCodeInfo?.location.map(({ path, leadingComments }) => [
      path.join('.'),
      leadingComments.replace(/\s+/g, ' ').trim(),
    ]),
  );
  const commentAt = (path: readonly number[]) => comments.get(path.join('.')) ?? '';
  // Numbers of the fields of FileDescriptorProto and DescriptorProto. @source google/protobuf/descriptor.proto.
  return [
    ...file.messageType.flatMap((message, i) => gapsOfMessage(message, [4, i], message.name, commentAt)),
    ...file.enumType.flatMap((each, i) => gapsOfEnum(each, [5, i], each.name, commentAt)),
  ];
}

type CommentAt = (path: readonly number[]) => string;

function gapsOfMessage(
  message: DescriptorProto,
  path: readonly number[],
  name: string,
  commentAt: CommentAt,
): string[] {
  const choices = message.oneofDecl.map(({ name: choice }, i) => ({ choice, comment: commentAt([...path, 8, i]) }));
  return [
    ...missing(name, commentAt(path)),
    ...message.field.flatMap((field, i) => {
      const comment = commentAt([...path, 2, i]);
      const inChoice = isFieldSet(field, FieldDescriptorProtoSchema.field.oneofIndex) && !field.proto3Optional;
      const at = `${name}.${field.name}`;
      if (comment === '') return missing(at, comment);
      return [
        // Of several of which one is set, the choice says what it means that none is.
        ...(inChoice || ABSENCE.test(comment) ? [] : [`${at}: absence means what?`]),
        ...(NUMBERS.includes(field.type) && !UNIT.test(comment) ? [`${at}: unit?`] : []),
      ];
    }),
    ...choices.flatMap(({ choice, comment }) =>
      /\b(Never unset|Nothing set:)/.test(comment) ? [] : [`${name}.${choice}: absence means what?`],
    ),
    ...message.nestedType.flatMap((each, i) => gapsOfMessage(each, [...path, 3, i], `${name}.${each.name}`, commentAt)),
    ...message.enumType.flatMap((each, i) => gapsOfEnum(each, [...path, 4, i], `${name}.${each.name}`, commentAt)),
  ];
}

function gapsOfEnum({ value }: EnumDescriptorProto, path: readonly number[], name: string, commentAt: CommentAt) {
  const values = value.flatMap((each, i) => missing(`${name}.${each.name}`, commentAt([...path, 2, i])));
  return [...missing(name, commentAt(path)), ...values];
}

function missing(name: string, comment: string): string[] {
  return comment === '' ? [`${name}: no comment`] : [];
}
