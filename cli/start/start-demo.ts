import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CliError, EXIT } from '#cli/cli-error.ts';
import { writeShop } from '#cli/shop-file.ts';
import { styled, terminal } from '#cli/terminal.ts';
import { localTableName } from '#local/database.ts';
import { type DemoShop, demoShop, demoSize } from '#local/demo/demo-shop.ts';
import type { DemoSummary } from '#local/demo/demo-summary.ts';
import { type DemoProgress, liveDemo } from '#local/demo/live-demo.ts';
import { writeCatalogue } from '#local/demo/product-names.ts';
import { readRemains } from '#local/demo/read-remains.ts';
import { summariseDemo } from '#local/demo/summarise-demo.ts';
import { type FastClock, fastClock } from '#local/fast-clock.ts';
import { localClientConfig } from '#local/loopback.ts';
import { BUS_NAME } from '#local/process-settings.ts';
import { type LocalCloud, startLocalCloud } from '#local/start-local-cloud.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import { eventBridgeBus } from '#shared/messaging/event-bridge-bus.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { emptyDemoFolder } from './start-demo-folder.ts';
import { progressLine } from './start-progress.ts';
import { addressLines, untilEnded } from './start-serve.ts';
import { summaryText } from './start-summary.ts';

export type DemoRequest = {
  readonly dataDir: string;
  readonly json: boolean;
  /** End after the summary instead of serving on. */
  readonly exit: boolean;
  readonly seed: number;
  readonly days: number;
  readonly customers: number;
};

/** A night of the demo takes a third of a second, and learning a whole one. */
const LEARNS_EVERY_DAYS = 56;

/** Runs the demo shop up to yesterday, shows what came of it, and serves on from now. */
export async function startDemo(request: DemoRequest): Promise<void> {
  const { dataDir, json, exit, seed, days, customers } = request;
  await emptyDemoFolder(dataDir);
  const endMs = Date.now() - DAY_MS;
  const shop = demoShop({ seed, endMs, customers, days, lift: demoSize.lift });
  await writeShop(dataDir, shop.settings);
  const clock = fastClock(calendarOf(shop.settings.timeZone).at(shop.firstDay, 0));
  const cloud = await startLocalCloud({
    dataDir,
    shop: shop.settings,
    clock,
    inbox: true,
    fastPaceDays: { learn: LEARNS_EVERY_DAYS },
  });
  try {
    refuseMissing(cloud);
    const summary = await runDemo(cloud, clock, shop);
    if (json) terminal.printJson({ ...summary, http: cloud.http, inbox: cloud.inbox, dataDir });
    else terminal.print(summaryText(summary, (title) => styled('bold', title)));
  } catch (error) {
    await cloud.stop();
    throw error;
  }
  if (exit) return cloud.stop();
  await clock.advanceTo(Math.max(clock.nowMs(), Date.now()));
  cloud.goLive();
  terminal.say(`\n${addressLines(cloud, dataDir, TRY_OUT).join('\n')}`);
  await untilEnded(cloud);
}

const TRY_OUT = ['forecast', 'at-risk', 'explain C-0007', 'kpis', 'verify'];

async function runDemo(cloud: LocalCloud, clock: FastClock, shop: DemoShop): Promise<DemoSummary> {
  const startedMs = performance.now();
  const client = new EventBridgeClient(localClientConfig(cloud.endpoints.eventBridge));
  try {
    await fillCatalogue(cloud);
    const bus = eventBridgeBus(client, BUS_NAME);
    const lived = await liveDemo({ cloud, clock, bus }, shop, showProgress());
    const failure = cloud.failures().at(-1);
    if (failure !== undefined) terminal.say(`${cloud.failures().length} runs of functions failed`);
    const tookSeconds = (performance.now() - startedMs) / 1_000;
    const remains = await readRemains(cloud, shop, { nowMs: clock.nowMs(), tookSeconds });
    return summariseDemo(shop, lived, remains);
  } finally {
    client.destroy();
  }
}

/** Customers read names, not product numbers. */
async function fillCatalogue({ endpoints }: LocalCloud): Promise<void> {
  const client = new DynamoDBClient(localClientConfig(endpoints.dynamodb));
  await writeCatalogue(documentStore(client, localTableName('insights')));
  client.destroy();
}

function refuseMissing({ missing }: LocalCloud): void {
  if (missing.length === 0) return;
  throw new CliError(
    `these functions have no handler: ${missing.join(', ')}`,
    'The demo needs the whole pipeline.',
    EXIT.couldNotRun,
  );
}

/** Many small steps for a person who watches, a line every tenth of the way for a log. */
function showProgress(): (progress: DemoProgress) => void {
  const startedMs = performance.now();
  return (progress) => {
    const { day, days } = progress;
    const isTenth = Math.floor((day * 10) / days) > Math.floor(((day - 1) * 10) / days);
    if (!terminal.watched && !isTenth) return;
    terminal.sayOver(progressLine(progress, (performance.now() - startedMs) / 1_000));
    if (terminal.watched && day === days) terminal.say('');
  };
}
