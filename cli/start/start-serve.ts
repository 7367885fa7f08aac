import { once } from 'node:events';
import { openData } from '#cli/open-data.ts';
import { sendingWords } from '#cli/operations/sending-words.ts';
import { readShop, writeShop } from '#cli/shop-file.ts';
import { styled, terminal } from '#cli/terminal.ts';
import { systemClock } from '#local/fast-clock.ts';
import { type LocalCloud, startLocalCloud } from '#local/start-local-cloud.ts';
import { startSettings } from '#shared/config/start-settings.ts';
import { readSending } from '#shared/pipeline/sending-switch.ts';

/** Serves a data folder until the process is told to end; a new folder gets default settings. */
export async function serveFolder(dataDir: string): Promise<void> {
  const known = await readShop(dataDir);
  const shop = known ?? startSettings({});
  if (known === undefined) await writeShop(dataDir, shop);
  const cloud = await startLocalCloud({ dataDir, shop, clock: systemClock, inbox: true });
  terminal.say(addressLines(cloud, dataDir).join('\n'));
  await sayWhenOff(dataDir);
  await untilEnded(cloud);
}

/** Whoever starts a shop that somebody has silenced must see why nothing arrives. */
async function sayWhenOff(dataDir: string): Promise<void> {
  const data = await openData(dataDir);
  const sending = await readSending(data.documents, 'on').finally(() => data.close());
  if (sending.state === 'off') {
    terminal.say(`${styled('yellow', 'Sending')} ${sendingWords(sending)}`);
    terminal.say('        npx beforehand sending on  lets messages go out again');
  }
}

/** Where to send events, see what was sent, and what to try next. */
export const addressLines = (
  cloud: Pick<LocalCloud, 'http' | 'inbox'>,
  dataDir: string,
  tryOut: readonly string[] = ['status'],
): readonly string[] => [
  `${styled('bold', 'Events')}  POST ${cloud.http}/v1/events`,
  `        signed with "intake" of ${dataDir}/secrets.json (Standard Webhooks)`,
  `${styled('bold', 'Inbox')}   ${cloud.inbox}`,
  `${styled('bold', 'Try')}     in another terminal:`,
  ...tryOut.map((line) => `        npx beforehand ${line} --data ${dataDir}`),
  'Ctrl+C ends it; the data stays.',
];

/** Waits for Ctrl+C or a request to end, finishes what was begun, and closes everything. */
export async function untilEnded(cloud: Pick<LocalCloud, 'stop'>): Promise<void> {
  const waiting = new AbortController();
  const { signal } = waiting;
  await Promise.race([once(process, 'SIGINT', { signal }), once(process, 'SIGTERM', { signal })]);
  waiting.abort();
  terminal.say('Closing …');
  await cloud.stop();
}
