/** Where the CLI signs in and who it is: kept in one file that only its owner can read. */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { EXIT, Mistake } from './mistake.ts';
import type { World } from './terminal.ts';

const saved = z.object({ url: z.string(), token: z.string() });
export type Session = z.infer<typeof saved>;

const DEFAULT_URL = 'http://127.0.0.1:3900';

export const sessionFile = ({ env }: Pick<World, 'env'>): string => {
  const base = env.XDG_CONFIG_HOME || join(env.HOME ?? '.', '.config');
  return join(base, 'gongdan', 'session.json');
};

/** Undefined when nobody has signed in. */
export const readSession = (world: Pick<World, 'env'>): Session | undefined => {
  let text: string;
  try {
    text = readFileSync(sessionFile(world), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return saved.parse(JSON.parse(text));
  } catch {
    throw new Mistake(`${sessionFile(world)} is damaged: run gongdan login again, or delete it.`);
  }
};

export const writeSession = (world: Pick<World, 'env'>, session: Session): void => {
  const file = sessionFile(world);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${JSON.stringify(session, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600); // the mode above only counts for a new file
};

/** The address of the API: the option, else GONGDAN_URL, else where one signed in, else the runtime on this machine. */
export const urlOf = (world: Pick<World, 'env'>, option: string | undefined): string => {
  const url = option ?? (world.env.GONGDAN_URL || undefined) ?? readSession(world)?.url ?? DEFAULT_URL;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new Mistake(`${url} is not the address of an API.`);
  return url.replace(/\/+$/, '');
};

/** GONGDAN_TOKEN, else the saved token; that one goes only to the API it was given for. */
export const tokenOf = (world: Pick<World, 'env'>, url: string): string => {
  if (world.env.GONGDAN_TOKEN) return world.env.GONGDAN_TOKEN;
  const session = readSession(world);
  if (session?.url === url) return session.token;
  throw new Mistake(`Nobody is signed in at ${url}: run gongdan login, or set GONGDAN_TOKEN.`, EXIT.notSignedIn);
};
