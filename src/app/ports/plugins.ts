/** Modules that a project brings along. */

/** Loads them into this process: what they say is run with the rights of whoever runs us. */
export interface Plugins {
  /**
   * The exports of an ES module.
   * @param path Absolute, or counted from the working folder. @throws input `plugin/broken`: it cannot be loaded.
   */
  load(path: string): Promise<Readonly<Record<string, unknown>>>;
  /** Runs code of a plugin. Wherever it goes, the process is back in its folder afterwards. @throws what it throws. */
  call(work: () => unknown): Promise<void>;
}
