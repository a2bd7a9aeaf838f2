import type { Command } from 'commander';
import pc from 'picocolors';
import { type ChannelClient, createChannelClient } from '../channel-client.ts';
import { createDeskClient, type DeskClient } from '../desk-client.ts';
import { isLoopback, localChannelKey, localClock } from './local-api.ts';
import { Mistake } from './mistake.ts';
import { tokenOf, urlOf } from './session.ts';
import type { Show, World } from './terminal.ts';
import { withoutControls } from './without-controls.ts';
import { type Language, languageOfLocale, localeOf } from './words.ts';

/** What every command works with. */
export interface Context {
  readonly world: World;
  readonly url: () => string;
  readonly show: () => Show;
  /** The API as the one who is signed in. */
  readonly desk: () => DeskClient;
  /** The API as a channel; `key`: else GONGDAN_CHANNEL_KEY, else asked of the runtime on this machine. */
  readonly channel: (name: string, key: string | undefined) => Promise<ChannelClient>;
  /** The text of a file; a Mistake when it cannot be read. */
  readonly read: (file: string) => string;
  /** Prints an answer: for people by `text`, for programs as it came. */
  readonly print: <T>(answer: T, text: (answer: T, show: Show) => string) => void;
}

interface GlobalOptions {
  readonly url?: string;
  readonly json?: boolean;
  readonly lang?: Language;
}

export const contextOf = (program: Command, world: World): Context => {
  const options = () => program.opts<GlobalOptions>();
  const url = () => urlOf(world, options().url);
  const show = (): Show => ({
    language: options().lang ?? languageOfLocale(localeOf(world.env)),
    json: options().json ?? false,
    colour: pc.createColors(world.colours && !options().json),
    timeZone: world.timeZone,
    width: Number(world.env.COLUMNS) || world.columns,
  });
  return {
    world,
    url,
    show,
    desk: () => createDeskClient({ url: url(), token: tokenOf(world, url()) }),
    channel: async (name, given) => {
      const base = url();
      const local = isLoopback(base);
      const key =
        given ??
        (world.env.GONGDAN_CHANNEL_KEY || undefined) ??
        (local ? await localChannelKey(base, name) : undefined);
      if (!key) throw new Mistake(`The key of the channel ${name} is needed: --key, or GONGDAN_CHANNEL_KEY.`);
      const offset = local ? await offsetOf(base) : 0;
      return createChannelClient({ url: base, channel: name, key, now: () => Date.now() + offset });
    },
    read: (file) => {
      try {
        return world.readFile(file);
      } catch {
        throw new Mistake(`${file} cannot be read.`);
      }
    },
    print: (answer, text) =>
      world.out(options().json ? JSON.stringify(answer, null, 2) : text(withoutControls(answer), show())),
  };
};

/** The runtime's clock may be ahead of this machine's: signed requests carry its time. */
const offsetOf = async (url: string): Promise<number> => {
  try {
    return Date.parse((await localClock(url)).now) - Date.now();
  } catch {
    return 0; // something else than the runtime listens on this machine
  }
};
