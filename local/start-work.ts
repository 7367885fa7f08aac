import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { FunctionSpec } from '#infra/function-spec.ts';
import { functions } from '#infra/topology.ts';
import type { Closer } from '#local/close-all.ts';
import { localTableName } from '#local/database.ts';
import { type DueGate, dueGate } from '#local/due-gate.ts';
import type { Engines } from '#local/engines.ts';
import type { FastClock, SystemClock } from '#local/fast-clock.ts';
import { type Around, type FunctionHost, hostFunctions } from '#local/function-host.ts';
import { localClientConfig } from '#local/loopback.ts';
import type { Endpoints } from '#local/process-settings.ts';
import type { Pump } from '#local/pump.ts';
import { pacedBy, schedulesOf } from '#local/schedules.ts';
import { keepTime, type TimeKeeping } from '#local/time-keeping.ts';
import { pumpOf } from '#local/triggers.ts';
import type { Watch } from '#local/watch.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { daySheet } from '#shared/store/day-sheet.ts';

/** Which functions are run, by which clock, and what of them is kept. */
export type WorkOptions = {
  /** Folder that keeps everything, or `memory` to keep nothing. */
  readonly dataDir: string | 'memory';
  readonly clock: FastClock | SystemClock;
  /** Where the handlers are, as `<folder>/<function>/handler.ts`; those of the product unless given. */
  readonly functionsFolder?: URL;
  /** How functions are run, when somebody watches. */
  readonly around?: Around;
  /** Days between two runs of a daily schedule, by its name, while a fast clock runs; else its own. */
  readonly fastPaceDays?: Readonly<Record<string, number>>;
};

/**
 * Loads the functions, and lets queues and schedules start them. `onReady` is told of both before the
 * first of them runs.
 */
export async function startWork(parts: {
  readonly options: WorkOptions;
  readonly calendar: Calendar;
  readonly engines: Engines;
  readonly watch: Watch;
  readonly closers: Closer[];
  readonly onReady: (ready: { readonly host: FunctionHost; readonly pump: Pump }) => void;
}): Promise<{ host: FunctionHost; pump: Pump; time: TimeKeeping }> {
  const { options, calendar, engines, watch, closers } = parts;
  const gate = gateOf(engines.endpoints, closers);
  const host = await hostOf(options, gate);
  const pump = pumpOf(engines, host, watch);
  closers.push(pump.stop);
  parts.onReady({ host, pump });
  const schedules = SCHEDULES.filter(({ functionName }) => !host.missing.includes(functionName));
  const time = await keepTime({
    dataDir: options.dataDir,
    clock: options.clock,
    schedules,
    fastSchedules: schedules.map((schedule) => pacedBy(schedule, options.fastPaceDays)),
    calendar,
    gate,
    pump,
    run: ({ functionName, payload }) =>
      host.invoke(functionName, payload).then(
        () => {},
        (error) => watch.failed({ functionName, error, givenUp: 0 }),
      ),
  });
  closers.push(time.stop);
  return { host, pump, time };
}

const PRODUCT_FUNCTIONS = new URL('../functions/', import.meta.url);
const SCHEDULES = schedulesOf(functions);
/** Functions that keep the day sheet. */
const GATED: ReadonlySet<string> = new Set(
  SCHEDULES.filter((schedule) => schedule.onlyWhenDue).map((schedule) => schedule.functionName),
);
/** Without buckets nothing can be uploaded here; the command line imports instead. */
const isStartedLocally = ({ triggers }: FunctionSpec): boolean =>
  triggers.some(({ kind }) => kind !== 'upload');

/** Loads the functions; those that keep the day sheet tell the gate when they have run. */
const hostOf = (
  { functionsFolder = PRODUCT_FUNCTIONS, around }: WorkOptions,
  gate: DueGate,
): Promise<FunctionHost> => {
  const onRun = (name: string): void => {
    if (GATED.has(name)) gate.touched();
  };
  return hostFunctions(functions.filter(isStartedLocally), functionsFolder, onRun, around);
};

function gateOf({ dynamodb }: Endpoints, closers: Closer[]): DueGate {
  const client = new DynamoDBClient(localClientConfig(dynamodb));
  closers.push(() => client.destroy());
  return dueGate(daySheet(client, localTableName('insights')));
}
