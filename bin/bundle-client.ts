/** The client as one ES module for browsers and Node, without the schemas of the routes. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { ROUTE_TABLE } from '../client/route-table.ts';
import { ROOT } from './paths.ts';

/** The table as it is now, in the place of the file that reads it off the routes. */
const finishedTable: Plugin = {
  name: 'finished-table',
  setup: ({ onLoad }) => {
    onLoad({ filter: /client[\\/]route-table\.ts$/ }, () => ({
      contents: `export const ROUTE_TABLE = ${JSON.stringify(ROUTE_TABLE)};`,
      loader: 'js',
    }));
  },
};

/** The module, minified, and its weight. Rejects with esbuild's messages, also when something of Node is in it. */
export const bundleClient = async (): Promise<{ code: string; bytes: number; gzipBytes: number }> => {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join('client', 'gongdan-client.ts')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    plugins: [finishedTable],
    write: false,
    logLevel: 'silent',
  });
  const code = outputFiles[0]?.text ?? '';
  return { code, bytes: Buffer.byteLength(code), gzipBytes: gzipSync(code).length };
};
