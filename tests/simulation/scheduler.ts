import { AsyncLocalStorage } from 'node:async_hooks';
import type { Random } from './random.ts';

/** A worker died here; nothing that it awaits from now on ever happens. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

export type Worker = { readonly id: number; crashed: boolean };
export type Ended = 'done' | 'crashed';

type Waiting = {
  readonly worker: Worker;
  readonly go: () => void;
  readonly die: (crash: SimulatedCrash) => void;
};

/** One for all worlds: every further one would be carried along by each await from then on. */
const storage = new AsyncLocalStorage<Worker>();

/** Runs workers side by side, one step at a time, in an order that the seed decides. */
export type Scheduler = {
  /** What every double awaits before and after each effect. */
  step(name: string): Promise<void>;
  current(): Worker;
  start(job: () => Promise<void>): Promise<Ended>;
  /** Lets one waiting worker go on, or crash. False when nobody waits. */
  advance(): Promise<boolean>;
  running(): number;
};

export function schedulerOf(random: Random, crashProbability: () => number): Scheduler {
  const waiting: Waiting[] = [];
  let lastId = 0;
  let running = 0;

  const current = (): Worker => {
    const worker = storage.getStore();
    if (worker === undefined) throw new Error('a step was taken outside of any worker');
    return worker;
  };

  const step = (name: string): Promise<void> => {
    const worker = current();
    if (worker.crashed) return Promise.reject(new SimulatedCrash(name));
    return new Promise((go, die) => waiting.push({ worker, go, die }));
  };

  const start = async (job: () => Promise<void>): Promise<Ended> => {
    lastId += 1;
    const worker: Worker = { id: lastId, crashed: false };
    running += 1;
    try {
      await storage.run(worker, job);
    } catch (error) {
      if (!worker.crashed) throw error;
    } finally {
      running -= 1;
    }
    return worker.crashed ? 'crashed' : 'done';
  };

  const advance = async (): Promise<boolean> => {
    await untilAllWait();
    const chosen = waiting.splice(random.below(waiting.length), 1)[0];
    if (chosen === undefined) return false;
    if (chosen.worker.crashed || random.chance(crashProbability())) {
      chosen.worker.crashed = true;
      chosen.die(new SimulatedCrash('crashed by the scheduler'));
    } else chosen.go();
    return true;
  };

  return { step, current, start, advance, running: () => running };
}

/** Everything between two steps is microtasks, so one turn of the event loop runs it all. */
const untilAllWait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
