/** Where the build puts things: from this file, not from the folder that a command happens to be run in. */
import { fileURLToPath } from 'node:url';

const inRoot = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const ROOT = inRoot('');
export const FUNCTIONS_FOLDER = inRoot('dist/functions');
export const BUILD_STAMP = inRoot('dist/build.json');
export const LOCAL_ASSEMBLY = inRoot('cdk.out/local');
export const SYNTH_FOLDER = inRoot('cdk.out/all');
