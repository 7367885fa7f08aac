import { functions } from '#infra/topology.ts';
import type { BusEnvelope } from '#local/bus-endpoint.ts';
import { type Closer, closeAll } from '#local/close-all.ts';
import { type Engines, startEngines } from '#local/engines.ts';
import { claimFolder } from '#local/folder-claim.ts';
import type { FunctionHost } from '#local/function-host.ts';
import { startHttp } from '#local/http-endpoint.ts';
import type { InboxMessage } from '#local/inbox.ts';
import { toSnsEvent } from '#local/notification-event.ts';
import type { Failure } from '#local/poller.ts';
import { ANY_PORTS, type Ports, portsOf } from '#local/ports.ts';
import {
  awsSettings,
  type Endpoints,
  functionSettings,
  setEnvironment,
} from '#local/process-settings.ts';
import type { Pump } from '#local/pump.ts';
import { refuseWhenTaken, removeRuntime, writeRuntime } from '#local/runtime-file.ts';
import { type Secrets, secretsOf } from '#local/secrets.ts';
import { startWork, type WorkOptions } from '#local/start-work.ts';
import { createWatch } from '#local/watch.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { useClock } from '#shared/runtime/clock.ts';

export type LocalCloudOptions = WorkOptions & {
  readonly shop: ShopSettings;
  readonly ports?: Partial<Ports>;
  /** Whether to serve the pages of the inbox; messages are kept in any case. */
  readonly inbox: boolean;
};

export type LocalCloud = {
  /** Base address of the HTTP API, as `http://127.0.0.1:8080`. */
  readonly http: string;
  /** Address of the inbox page and, for those who do not ask for HTML, of its JSON. */
  readonly inbox: string;
  readonly endpoints: Endpoints;
  readonly intakeSecret: string;
  /** Functions that could not be started because their handler is not there. */
  readonly missing: readonly string[];
  /** Resolves when every queue is empty and no function runs. */
  idle(): Promise<void>;
  /** Ends the fast clock: time goes on at the pace of the machine, and everything works on its own. */
  goLive(): void;
  /** Messages waiting, delayed or being worked on, by queue; dead letters under `<queue>-dead-letters`. */
  backlog(): Promise<ReadonlyMap<string, number>>;
  /** What was sent after message `seq`, oldest first. */
  messages(seq: number): readonly InboxMessage[];
  /** Tells every event the bus accepts, until the returned function is called. */
  onEvent(listener: (event: BusEnvelope) => void): () => void;
  /** What functions failed with, newest last, the last hundred. */
  failures(): readonly Failure[];
  /** Hands a message of the notification topic (bounce, complaint, text reply) to its functions. */
  notify(message: string): Promise<void>;
  /** Stops taking work, finishes what was begun, and closes everything. */
  stop(): Promise<void>;
};

/* SDK clients and handlers, once made, keep their endpoints: a second start in one process takes the same ports. */
let ports = ANY_PORTS;

/**
 * Runs the whole topology in this process on the loopback interface, with real SDK clients and the
 * very handlers that run on Lambda. One at a time in a process, one at a time on a folder.
 * @throws Error when the folder is in use or a port is taken.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { dataDir } = options;
  const closers: Closer[] = dataDir === 'memory' ? [] : [await claimOf(dataDir)];
  try {
    return await assemble(options, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** Waits for a command that is opening or closing the folder, and refuses when one serves it. */
async function claimOf(dataDir: string): Promise<Closer> {
  const claim = await claimFolder(dataDir, async () => {
    await refuseWhenTaken(dataDir);
    return undefined;
  });
  return 'release' in claim ? claim.release : () => {};
}

async function assemble(options: LocalCloudOptions, closers: Closer[]): Promise<LocalCloud> {
  const { dataDir, clock } = options;
  const nowMs = (): number => clock.nowMs();
  const watch = createWatch();
  const late: Late = {};
  const invoke = invokeLate(late);

  ports = { ...ports, ...options.ports };
  const engines = await startEngines({
    dataDir,
    ports,
    pages: options.inbox,
    nowMs,
    onArrival: (queue) => late.pump?.wake(queue),
    onEvent: watch.accepted,
    onStarted: (stop) => closers.push(stop),
  });
  const http = await startHttp({
    port: ports.http,
    functions,
    invoke,
    onFailure: (functionName, error) => watch.failed({ functionName, error, givenUp: 0 }),
    nowMs,
  });
  closers.push(http.stop);
  ports = portsOf(engines.endpoints, http.endpoint);

  const secrets = await secretsOf(dataDir);
  /* The links in messages lead back to this machine. */
  const shop = { ...options.shop, publicUrl: http.endpoint };
  closers.push(enter(engines, shop, secrets, options));

  const { host, pump, time } = await startWork({
    options,
    calendar: calendarOf(shop.timeZone),
    engines,
    watch,
    closers,
    onReady: (ready) => Object.assign(late, ready),
  });
  if (dataDir !== 'memory') closers.push(await announce(dataDir, engines, http.endpoint));

  return {
    http: http.endpoint,
    inbox: `${engines.endpoints.ses}/inbox`,
    endpoints: engines.endpoints,
    intakeSecret: secrets.intake,
    missing: host.missing,
    idle: pump.idle,
    goLive: time.goLive,
    backlog: engines.queues.counts,
    messages: engines.inbox.since,
    onEvent: watch.onEvent,
    failures: () => watch.failures,
    notify: async (message) => {
      for (const name of NOTIFIED) await invoke(name, toSnsEvent(message, nowMs()));
    },
    stop: async () => {
      await http.stop();
      await closeAll(closers);
    },
  };
}

const NOTIFIED = functions
  .filter(({ triggers }) => triggers.some((trigger) => trigger.kind === 'notifications'))
  .map(({ name }) => name);

/** What is there only once the engines and addresses are that it needs. */
type Late = { host?: FunctionHost; pump?: Pump };

const invokeLate =
  (late: Late) =>
  async (name: string, event: unknown): Promise<unknown> => {
    if (late.host === undefined) throw new Error('the functions are not loaded yet');
    return late.host.invoke(name, event);
  };

/** Tells other processes who serves the folder and where; returns what takes that back. */
async function announce(dataDir: string, { endpoints }: Engines, http: string): Promise<Closer> {
  await writeRuntime(dataDir, {
    pid: process.pid,
    kind: 'cloud',
    dynamodb: endpoints.dynamodb,
    http,
    inbox: endpoints.ses,
    sqs: endpoints.sqs,
  });
  return () => removeRuntime(dataDir);
}

/** Sets clock and environment for the handlers that are about to be loaded; returns the way back. */
function enter(
  { endpoints, queues }: Engines,
  shop: ShopSettings,
  secrets: Secrets,
  { clock }: LocalCloudOptions,
): () => void {
  const restore = setEnvironment({
    ...awsSettings(endpoints),
    ...functionSettings(queues, shop, secrets),
  });
  useClock(clock);
  return () => {
    restore();
    useClock({ nowMs: () => Date.now() });
  };
}
