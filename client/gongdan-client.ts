/** What the client is as a package (bin/bundle-client.ts): for browsers and for Node, with nothing but `fetch` and Web Crypto. */
export { ApiProblem, Unreachable } from './api-problem.ts';
export { createChannelClient } from './channel-client.ts';
export { createDeskClient } from './desk-client.ts';
export { eachItem, itemsOf } from './each-item.ts';
