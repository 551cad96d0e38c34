/** What the page consists of. */
export interface FileList {
  /** Differs when any file does. */
  readonly version: string;
  /** Addresses, as seen from the page. */
  readonly files: readonly string[];
}
