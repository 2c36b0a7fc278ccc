/** Paths that may be written into a meta repo. */

/** Paths come from `core/meta/paths.ts`; one that could leave its folder or end its line is our bug. */
export function safePath(path: string): string {
  const parts = path.split('/');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: git's own formats end a path at a line break or NUL
  if (/["\u0000-\u001f]/.test(path) || parts.some((part) => ['', '.', '..'].includes(part) || /^\.git$/i.test(part)))
    throw new Error(`not a path for the meta repo: ${JSON.stringify(path)}`);
  return path;
}
