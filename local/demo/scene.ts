/** One ticket and the people around it: what a script can see and do. */

import type { ChannelClient } from '../../client/channel-client.ts';
import type { DeskClient } from '../../client/desk-client.ts';
import { eachItem } from '../../client/each-item.ts';
import type { OpenTicketRequest } from '../../contracts/requests.ts';
import type { Receipt, TicketView } from '../../contracts/views.ts';
import type { Random } from '../random.ts';
import type { Cast } from './cast.ts';
import type { End } from './end.ts';
import { labelOf } from './labels.ts';
import type { Schedule } from './schedule.ts';

const MINUTE_MS = 60_000;
const PATIENCE_MINUTES = 45;

export interface Assignee {
  readonly id: string;
  readonly desk: DeskClient;
  /** As it stood when the agent was found. */
  readonly ticket: TicketView;
}

export interface SceneProps {
  readonly channel: string;
  readonly request: OpenTicketRequest;
  readonly cast: Cast;
  readonly schedule: Schedule;
  readonly random: Random;
  /** A further ticket that belongs to the story, with an end of its own. */
  readonly another: (name: string, end: End, request: Partial<OpenTicketRequest>, known?: Known) => Scene;
  /** A ticket that is there already. */
  readonly known?: Known | undefined;
}

type Known = Pick<Receipt, 'id' | 'code'>;

export class Scene {
  readonly request: OpenTicketRequest;
  readonly cast: Cast;
  readonly random: Random;
  readonly customer: ChannelClient;
  readonly another: SceneProps['another'];
  readonly #schedule: Schedule;
  #receipt: Known | undefined;

  constructor({ channel, request, cast, schedule, random, another, known }: SceneProps) {
    this.#receipt = known;
    this.another = another;
    this.request = request;
    this.cast = cast;
    this.random = random;
    this.customer = cast.channel(channel);
    this.#schedule = schedule;
  }

  async post(): Promise<Known> {
    this.#receipt ??= await this.customer.createTicket({ body: this.request });
    return this.#receipt;
  }

  get posted(): boolean {
    return this.#receipt !== undefined;
  }

  get id(): string {
    if (!this.#receipt) throw new Error('The ticket is not posted yet.');
    return this.#receipt.id;
  }

  get chinese(): boolean {
    return /\p{Script=Han}/u.test(this.request.description);
  }

  sleep(minutes: number): Promise<void> {
    return this.#schedule.sleepUntil(this.#schedule.now() + minutes * MINUTE_MS);
  }

  /** Sleeps until `minutes` after an instant. */
  until(instant: string, minutes = 0): Promise<void> {
    return this.#schedule.sleepUntil(Date.parse(instant) + minutes * MINUTE_MS);
  }

  /** The ticket as the supervisor sees it. */
  view(): Promise<TicketView> {
    return this.cast.supervisor.getTicket({ id: this.id });
  }

  /** Waits until this has happened to the ticket, e.g. `dispatch-failed nobodyOnline`. */
  async happened(label: string): Promise<void> {
    for (let minute = 0; minute < PATIENCE_MINUTES; minute += 0.25) {
      const { items } = await this.cast.supervisor.getTimeline({ id: this.id, query: { limit: 100 } });
      if (items.some((event) => labelOf(event) === label)) return;
      await this.sleep(0.25);
    }
    throw new Error(`Nobody saw “${label}” within ${PATIENCE_MINUTES} minutes.`);
  }

  /** Waits until the ticket has an agent, who must see it in their list. */
  async assignee(): Promise<Assignee> {
    for (let minute = 0; minute < PATIENCE_MINUTES; minute += 0.5) {
      const ticket = await this.view();
      const { assignee } = ticket;
      if (assignee) {
        const desk = this.cast.desk(assignee.id);
        const mine = eachItem((page) => desk.listMine({ query: { limit: 100, ...(page && { page }) } }));
        for await (const { id } of mine) if (id === this.id) return { id: assignee.id, desk, ticket };
        throw new Error(`${assignee.id} does not see the ticket among theirs.`);
      }
      await this.sleep(0.5);
    }
    throw new Error(`Nobody was assigned within ${PATIENCE_MINUTES} minutes.`);
  }

  /** The reviewer, once they see the ticket in their queue. */
  async reviewer(): Promise<DeskClient> {
    const { reviewer } = this.cast;
    const waiting = eachItem((page) =>
      reviewer.listQueue({ queue: 'review', query: { limit: 100, ...(page && { page }) } }),
    );
    for await (const { id } of waiting) if (id === this.id) return reviewer;
    throw new Error('The reviewer does not see the ticket in the review queue.');
  }
}
