/** Values of small files of texts, and all that is wrong with them. */
import type { MappingNode, Member, ValueNode } from '../definition/value-node.ts';
import type { FileOrigin, Issue } from '../issue.ts';
import { didYouMean } from '../nearest.ts';

/** A text, and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly origin: FileOrigin;
}

/** Reads on after a mistake, so that all of them are told at once. */
export class SmallReader {
  /** In the order in which they were found. */
  readonly issues: Issue[] = [];
  private readonly code: string;

  /** @param code Of every issue that is told by `refuse`. */
  constructor(code: string) {
    this.code = code;
  }

  /** Notes a mistake. */
  refuse(origin: FileOrigin, message: string, hint?: string): void {
    this.issues.push({ code: this.code, message, origin, ...(hint === undefined ? {} : { hint }) });
  }

  /** Refuses every key that is none of these. */
  expectKeys({ members }: MappingNode, known: readonly string[]): void {
    for (const [name, { key }] of members) {
      if (known.includes(name)) continue;
      this.refuse(key, `unknown key ${name}`, didYouMean(name, known) ?? `its keys are ${known.join(', ')}`);
    }
  }

  /** The text of a member; undefined, and noted, when it is something else or empty. */
  text(name: string, member: Member | undefined): PlacedText | undefined {
    if (member === undefined) return undefined;
    const { key, value } = member;
    const text = value.kind === 'scalar' ? String(value.value ?? '').trim() : '';
    if (text === '') this.refuse(key, `${name}: one text is meant`);
    return text === '' ? undefined : { text, origin: value.origin };
  }

  /** The texts of a member that is a list of them, or one; none when it is not there. */
  texts(name: string, member: Member | undefined): readonly PlacedText[] {
    if (member === undefined) return [];
    if (member.value.kind !== 'list') return [this.text(name, member)].filter((text) => text !== undefined);
    return member.value.items.flatMap((value) => {
      const text = value.kind === 'scalar' ? String(value.value ?? '').trim() : '';
      if (text === '') this.refuse(value.origin, `${name}: each is one text`);
      return text === '' ? [] : [{ text, origin: value.origin }];
    });
  }

  /** The members of a value that is a mapping; undefined, and noted, when it is something else. */
  mapping(name: string, value: ValueNode): MappingNode | undefined {
    if (value.kind === 'mapping') return value;
    this.refuse(value.origin, `${name}: keys with values are meant`);
    return undefined;
  }
}
