// Loads the bundles of its one message in turn, each with its environment, and says of each that it did. It ends with the first
// that ends it: whoever asked tries the rest one by one.
import { pathToFileURL } from 'node:url';

process.once('message', async (bundles) => {
  for (const [index, { file, handlerName, environment }] of bundles.entries()) {
    process.env = environment;
    const bundle = await import(pathToFileURL(file).href).catch(() => ({}));
    if (typeof bundle[handlerName] === 'function') process.send(index);
  }
  process.disconnect();
  process.exit(0); // a bundle may have left a timer
});
