/** Sandboxes that die: before their handler runs, at a call of AWS that is carried out but never answered, or at its end. */
import type { Dice } from './dice.ts';

export interface Death {
  readonly functionName: string;
  /** Actions that AWS carried out for the invocation, e.g. `GetItem`; calls under way arrive after the death, too. */
  readonly calls: readonly string[];
}

interface Life {
  readonly functionName: string;
  readonly calls: string[];
  readonly kill: () => void;
  /** Number of the call that is the last; `end` when the handler makes fewer, too. */
  readonly fatalCall: number | undefined;
  dead: boolean;
}

const MOST_CALLS = 6; // a fatal call beyond those that the handler makes is its end

export class Crashes {
  readonly deaths: Death[] = [];
  readonly #dice: Dice;
  readonly #rate: number;
  readonly #lives = new Map<string, Life>();

  constructor(dice: Dice, rate: number) {
    this.#dice = dice;
    this.#rate = rate;
  }

  /** An invocation begins; true when the sandbox dies before the handler has run. `kill` ends it later. */
  begins(sandbox: string, functionName: string, kill: () => void): boolean {
    if (this.#rate === 0) return false;
    const random = this.#dice(`crash ${functionName}`);
    const crashes = random.next() < this.#rate;
    const fatalCall = crashes ? Math.floor(random.between(0, MOST_CALLS + 1)) : undefined;
    const life: Life = { functionName, calls: [], kill, fatalCall, dead: false };
    this.#lives.set(sandbox, life);
    return fatalCall === 0 && this.#died(life);
  }

  /** AWS has carried out a call; true when its caller will not hear of it. */
  called(sandbox: string, action: string): boolean {
    const life = this.#lives.get(sandbox);
    if (!life) return false;
    life.calls.push(action);
    if (life.dead) return true;
    if (life.calls.length !== life.fatalCall) return false;
    this.#died(life);
    life.kill();
    return true;
  }

  /** The handler has come to its end; true when nobody hears of that. */
  ends(sandbox: string): boolean {
    const life = this.#lives.get(sandbox);
    return life?.fatalCall !== undefined && !life.dead && this.#died(life);
  }

  #died(life: Life): true {
    life.dead = true;
    this.deaths.push(life);
    return true;
  }
}
