/**
 * Clients of the SDK that leave out of each call what no call of ours needs: one of a table takes half the work that it takes with a
 * client as it comes (measured), and a ticket's whole path is some thirty calls.
 */
import { getSchemaSerdePlugin } from '@smithy/core/schema';
import { Sha256 } from './sha256.ts';

/** For the making of a client: the way of a call through it is put together once for each command, not at each call. */
export const LEAN = { cacheMiddleware: true, sha256: Sha256 } as const;

type Settings = Parameters<typeof getSchemaSerdePlugin>[0];

interface Client {
  readonly config: Settings & { signer: (scheme?: never) => Promise<unknown> };
  readonly middlewareStack: {
    readonly remove: (step: string) => boolean;
    readonly use: (plugin: ReturnType<typeof getSchemaSerdePlugin>) => void;
  };
}

/** A client has one service and one region, and so one signer; the SDK puts it together from all settings at each call. */
const keepSigner = (config: Client['config']): void => {
  const { signer } = config;
  let kept: Promise<unknown> | undefined;
  config.signer = (scheme) => {
    kept ??= signer(scheme).catch((failure) => {
      kept = undefined;
      throw failure;
    });
    return kept;
  };
};

/** Answers the same client. */
export const lean = <C extends Client>(client: C): C => {
  // Copying what goes in and out for a logger that nobody gave, describing this program to a service that does not ask, and a mark
  // against functions that call themselves, which none does by a table or by its workflow.
  for (const step of ['loggerMiddleware', 'getUserAgentMiddleware', 'recursionDetectionMiddleware'])
    client.middlewareStack.remove(step);
  keepSigner(client.config);
  // Every call copies the settings three times. As they are put together they are an object that V8 keeps as a table, which takes ten
  // times as long to copy as a copy of it.
  const config = { ...client.config };
  client.middlewareStack.use(getSchemaSerdePlugin(config));
  return Object.assign(client, { config });
};
