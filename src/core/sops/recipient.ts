/** Public keys as people write them. */

/** What tells two recipients apart: of an SSH key without the comment behind it. */
export function recipientId(recipient: string): string {
  return recipient.startsWith('ssh-') ? recipient.split(/\s+/).slice(0, 2).join(' ') : recipient;
}

/** True when both name the same key. */
export function isSameRecipient(a: string, b: string): boolean {
  return recipientId(a) === recipientId(b);
}
