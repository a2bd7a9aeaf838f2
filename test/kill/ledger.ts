/** What those outside know: what they were told, and what they asked and got no answer to. */
import { ApiProblem } from '../../client/api-problem.ts';
import type { Told } from '../support/invariants.ts';
import type { Clients } from './clients.ts';

/** One request; done again with the same id or key until somebody answers. */
export type Request = (clients: Clients, ledger: Ledger) => Promise<void>;

interface Outcome {
  readonly id: string;
  readonly events: readonly { readonly seq: number; readonly type: string }[];
}

export class Ledger implements Told {
  readonly posts: Record<string, string> = {};
  readonly events: { ticketId: string; seq: number; type: string }[] = [];
  /** Texts of replies under an idempotency key, and whether they were answered with 2xx. */
  readonly replies = new Map<string, boolean>();
  /** What an answer itself showed to be wrong. */
  readonly faults: string[] = [];
  refused = 0;
  #cutOff: Request[] = [];

  /** Notes the answer to a post; a second one must name the same ticket. */
  posted(key: string, id: string): void {
    const known = this.posts[key];
    if (known !== undefined && known !== id) this.faults.push(`${id} was answered for ${key}, which is ${known}`);
    this.posts[key] = id;
  }

  done({ id, events }: Outcome): void {
    for (const { seq, type } of events) this.events.push({ ticketId: id, seq, type });
  }

  /** Sends a request. `keep`: when nobody answers it is sent again in the next life. Answers false when nobody answered. */
  async ask(request: Request, clients: Clients, keep: boolean): Promise<boolean> {
    try {
      await request(clients, this);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem) {
        this.refused += 1;
        if (error.status >= 500 && !clients.ending) this.faults.push(`answered ${error.status}: ${error.message}`);
        return true;
      }
      if (keep) this.#cutOff.push(request);
      return false;
    }
  }

  /** What got no answer in an earlier life, to be asked again. */
  takeCutOff(): Request | undefined {
    return this.#cutOff.shift();
  }
}
