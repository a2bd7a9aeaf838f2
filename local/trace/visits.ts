/** The states that an execution went through, read from its history. */

/** An event of GetExecutionHistory, as far as it is read here. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly type: string;
  readonly [details: string]: any;
}

/** How a state came to its end. */
type Ending =
  /** It did its work, or chose. */
  | 'done'
  /** Its token came back. */
  | 'woken'
  /** Its time was over. */
  | 'timer'
  /** It failed: caught, or with the execution. */
  | 'failed';

/** One stay in one state. */
export interface Visit {
  readonly generation: number;
  readonly state: string;
  /** Of the language: `Task`, `Choice`, … */
  readonly type: string;
  /** Epoch ms. */
  readonly enteredAt: number;
  /** Epoch ms; undefined while it lasts. */
  leftAt: number | undefined;
  /** Whether it was parked on a token, or is a Wait. */
  waits: boolean;
  ending: Ending | undefined;
  attempts: number;
  /** Of the attempts that failed, e.g. `Lambda.Unknown`. */
  readonly errors: string[];
  /** The newest version of the ticket that the state's result speaks of. */
  seen: number | undefined;
}

/** In the order in which the states were entered. Branches and iterations lie side by side: events follow their own chain. */
export function visitsOf(history: readonly HistoryEvent[], generation: number): Visit[] {
  const visits: Visit[] = [];
  const visitOf = new Map<number, Visit>();
  for (const event of history) {
    const at = event.timestamp * 1000;
    const [, type] = /^(\w+)StateEntered$/.exec(event.type) ?? [];
    if (type) {
      const visit: Visit = {
        ...{ generation, state: event.stateEnteredEventDetails.name, type, enteredAt: Math.round(at) },
        ...{ leftAt: undefined, waits: type === 'Wait', ending: undefined, attempts: 0, errors: [], seen: undefined },
      };
      visits.push(visit);
      visitOf.set(event.id, visit);
      continue;
    }
    const visit = visitOf.get(event.previousEventId);
    if (!visit) continue;
    visitOf.set(event.id, visit);
    follow(visit, event);
    if (/State(Exited|Failed|Aborted)$|^Execution/.test(event.type)) {
      visit.leftAt ??= Math.round(at);
      visit.ending ??= visit.type === 'Wait' ? 'timer' : /Exited$|Succeeded$/.test(event.type) ? 'done' : 'failed';
    }
  }
  return visits;
}

/** What an event between the entry and the exit says of the visit. A later attempt has the last word. */
function follow(visit: Visit, event: HistoryEvent): void {
  const details = event[`${event.type.charAt(0).toLowerCase()}${event.type.slice(1)}EventDetails`];
  switch (event.type) {
    case 'TaskScheduled':
    case 'LambdaFunctionScheduled':
      visit.attempts += 1;
      visit.ending = undefined;
      return;
    case 'TaskSubmitted':
      visit.waits = true;
      return;
    case 'TaskSucceeded':
    case 'LambdaFunctionSucceeded':
      visit.ending = visit.waits ? 'woken' : 'done';
      visit.seen = versionIn(details?.output);
      return;
    case 'TaskTimedOut':
    case 'LambdaFunctionTimedOut':
      visit.ending = 'timer';
      if (!visit.waits) visit.errors.push(details?.error ?? 'States.Timeout');
      return;
    case 'TaskFailed':
    case 'LambdaFunctionFailed':
    case 'EvaluationFailed':
      visit.ending = 'failed';
      visit.errors.push(details?.error ?? event.type);
      return;
  }
}

/** Results of this system's tasks are positions of the ticket, those of functions inside an envelope. */
function versionIn(output: unknown): number | undefined {
  if (typeof output !== 'string') return undefined;
  const result = JSON.parse(output);
  const version = result?.Payload?.version ?? result?.version;
  return typeof version === 'number' ? version : undefined;
}
