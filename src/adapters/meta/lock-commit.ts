/** What the commit behind a lock says: whoever stores it, others must be able to read it. */

/** The message of a new lock's commit. @param unique What makes the commit differ from all others: a UUID. */
export function toLockMessage(holder: string, unique: string): string {
  return `${holder}\n\nlock: ${unique}\n`;
}

/** The holder in such a message. */
export function holderOf(message: string): string {
  return message.replace(/\n\nlock: [0-9a-f-]+\n*$/, '');
}
