import type { Command } from 'commander';
import { SCOPES, type Scope } from '../../../contracts/routes/route.ts';
import type { Context } from '../context.ts';
import { localToken } from '../local-api.ts';
import { Mistake } from '../mistake.ts';
import { readSession, sessionFile, tokenOf, writeSession } from '../session.ts';
import { localTime } from '../terminal.ts';
import { say } from '../words.ts';

const ROLES = Object.keys(SCOPES) as Scope[];

interface LoginOptions {
  readonly role?: readonly string[];
  readonly token?: string;
}

export const addSignIn = (program: Command, { world, url, print }: Context): void => {
  program
    .command('login')
    .argument('[agent]', 'who you are', 'agt_lin')
    .option('-r, --role <role...>', `your roles: ${ROLES.join(', ')} (default: agent)`)
    .option('--token <token>', 'a token of another issuer than the local one')
    .summary('登录 · sign in')
    .description('登录并保存令牌。Signs in at the local issuer, or keeps a token that you bring.')
    .action(async (agent: string, options: LoginOptions) => {
      const scopes = (options.role ?? ['agent']).map((role) => {
        const known = ROLES.find((each) => each === role);
        if (!known) throw new Mistake(`There is no role ${role}: use ${ROLES.join(', ')}.`);
        return SCOPES[known];
      });
      const token = options.token ?? (await localToken(url(), agent, scopes));
      const claims = claimsOf(token);
      writeSession(world, { url: url(), token });
      print({ url: url(), ...claims }, ({ sub }, { language }) =>
        say([`已登录 ${sub} @ ${url()}`, `Signed in as ${sub} at ${url()}`], language),
      );
    });

  program
    .command('whoami')
    .summary('当前身份 · who is signed in')
    .action(() => {
      const claims = claimsOf(tokenOf(world, url()));
      const from = world.env.GONGDAN_TOKEN ? 'GONGDAN_TOKEN' : readSession(world) && sessionFile(world);
      print({ url: url(), ...claims, from }, (answer, show) =>
        [
          `${show.colour.bold(answer.sub)} @ ${answer.url}`,
          answer.scope,
          answer.exp &&
            `${say(['有效至', 'until'], show.language)} ${localTime(new Date(answer.exp * 1000).toISOString(), show, true)}`,
        ]
          .filter(Boolean)
          .join('\n'),
      );
    });
};

interface Claims {
  readonly sub: string;
  readonly scope: string;
  /** Epoch seconds. */
  readonly exp?: number;
}

/** What a token says of its bearer, unverified: the API does that. */
const claimsOf = (token: string): Claims => {
  try {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return { sub: String(payload.sub), scope: String(payload.scope ?? ''), ...(payload.exp && { exp: payload.exp }) };
  } catch {
    throw new Mistake('That is no token: a JSON Web Token has three parts with dots between them.');
  }
};
