/** Where functions and the access log write: one file beside the data, and the terminal when asked. */
import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'functions.log';
const MAX_BYTES = 16 * 1024 * 1024;
const STDERR = 2;

export interface Outputs {
  readonly descriptors: readonly number[];
  print(text: string): void;
  close(): void;
}

/** `folder` undefined: nothing is kept on disk. A file that has grown large is set aside once, as `functions.log.1`. */
export function openOutputs(folder: string | undefined, verbose: boolean): Outputs {
  let file: number | undefined;
  if (folder !== undefined) {
    const path = join(folder, FILE);
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) renameSync(path, `${path}.1`);
    file = openSync(path, 'a');
  }
  const descriptors = [...(file === undefined ? [] : [file]), ...(verbose ? [STDERR] : [])];
  return {
    descriptors,
    print: (text) => {
      for (const descriptor of descriptors) {
        try {
          writeSync(descriptor, text);
        } catch {
          // The disk or the terminal takes no more. What is asked of the system does not hang on its log.
        }
      }
    },
    close: () => {
      if (file !== undefined) closeSync(file);
    },
  };
}
