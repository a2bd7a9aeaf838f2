/** `npm start`. Sets its process up before anything large is loaded. */
import module from 'node:module';
import { fileURLToPath } from 'node:url';
import { beginAgain } from './begin-again.ts';
import { prepareProcess } from './process.ts';

beginAgain();
prepareProcess();
// What an earlier start has compiled is not compiled again: a third of the work of a start. Node 20 cannot; where nothing can be
// written it goes on without.
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/gongdan', import.meta.url)));
await import('./serve.ts');
module.flushCompileCache?.(); // a process that is killed keeps it, too
