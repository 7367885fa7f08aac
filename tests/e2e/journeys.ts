import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { Webhook } from 'standardwebhooks';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { BUS_SOURCES } from '#shared/messaging/sources.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import type { SheetRow } from '#shared/store/ports.ts';
import type { Deployment } from './deployment.ts';
import { expectThat, type Figures, until } from './journal.ts';
import type { Listener } from './listener.ts';
import type { Story } from './story.ts';

const DAY_MS = 86_400_000;

/** Uploads a file of history and waits for its report. */
export async function importHistory(at: Deployment, run: string, story: Story): Promise<Figures> {
  const [key, report] = [`history/${run}.csv`, `reports/history/${run}.csv.json`];
  const { csv, rows } = story.history;
  await at.s3.send(new PutObjectCommand({ Bucket: at.importBucket, Key: key, Body: csv }));
  const text = await until(
    `the report ${report}`,
    () => objectText(at, report),
    (found) => found !== undefined,
  );
  const { applied, quarantined } = JSON.parse(text ?? '{}').report ?? {};
  expectThat(applied === rows, `${rows} rows applied`, text);
  return { rows, applied, quarantined };
}

async function objectText(at: Deployment, Key: string): Promise<string | undefined> {
  try {
    const found = await at.s3.send(new GetObjectCommand({ Bucket: at.importBucket, Key }));
    return await found.Body?.transformToString();
  } catch (error) {
    if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
    throw error;
  }
}

/** Each event of the bus starts a run, and the emulator a process for each run at the same time. */
const AT_ONCE = 25;

/** Puts events on the bus and waits until each is a fact of its customer, once. */
export async function sendByBus(at: Deployment, events: readonly InboundEvent[]): Promise<Figures> {
  const startMs = performance.now();
  for (let from = 0; from < events.length; from += AT_ONCE) {
    const several = events.slice(from, from + AT_ONCE);
    await at.bus.publish(several);
    await untilKnown(at, several);
  }
  return rateOf(events, startMs);
}

/** The same over HTTP, signed, ten events a request. */
export async function sendByHttp(
  at: Deployment,
  events: readonly InboundEvent[],
): Promise<Figures> {
  const startMs = performance.now();
  const [size, webhook] = [10, new Webhook(at.intakeSecret)];
  for (let from = 0; from < events.length; from += size) {
    const several = events.slice(from, from + size);
    const [body, id, now] = [JSON.stringify(several), `msg_${randomUUID()}`, new Date()];
    const answer = await fetch(`${at.api}/v1/events`, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': webhook.sign(id, now, body),
      },
    });
    const text = await answer.text();
    expectThat(answer.status === 200, 'status 200', { status: answer.status, text });
    expectThat(JSON.parse(text).accepted === several.length, 'every row accepted', text);
  }
  const forged = await fetch(`${at.api}/v1/events`, { method: 'POST', body: '[]' });
  expectThat(forged.status === 401, 'status 401 for a request that is not signed', forged.status);
  await untilKnown(at, events);
  return rateOf(events, startMs);
}

const rateOf = (events: readonly InboundEvent[], startMs: number): Figures => ({
  events: events.length,
  'per second': Math.round((events.length * 1_000) / (performance.now() - startMs)),
});

/** @throws Error when an event is not in the ledger in time, or is there more than once. */
export async function untilKnown(at: Deployment, events: readonly InboundEvent[]): Promise<void> {
  const waiting = Map.groupBy(events, ({ customerId }) => customerId);
  await until(
    'all events in the ledger and the state',
    async () => {
      for (const [customerId, theirs] of waiting) {
        const [facts, customer] = await Promise.all([
          at.ledger.facts(customerId),
          at.customers.load(customerId),
        ]);
        const keys = facts.map(({ key }) => key);
        expectThat(new Set(keys).size === keys.length, 'every fact once', keys);
        if (facts.length < theirs.length || customer === undefined) break;
        waiting.delete(customerId);
      }
      return waiting.size;
    },
    (left) => left === 0,
    180,
  );
}

/** Puts an event on the bus that cannot be taken, and waits for it in quarantine. */
export async function sendRefused(at: Deployment, { refused }: Story): Promise<Figures> {
  await put(at, BUS_SOURCES.inbound, 'Order Completed', refused.detail);
  const found = await until(
    'the refused event in quarantine',
    () => at.quarantine.list(100),
    (list) => list.some(({ redacted }) => redacted.includes(refused.id)),
  );
  return { quarantined: found.length };
}

/** Runs dawn as its schedule does and waits for what follows from it. */
export async function dawn(
  at: Deployment,
  story: Story,
  listeners: { readonly support: Listener; readonly kpis: Listener },
): Promise<Figures> {
  await at.runSchedule('dawn', { kind: 'start' });
  const pass = await until(
    'the dawn pass',
    () => latestPass(at.documents),
    (found) => found !== undefined,
  );
  const alerts = await until(
    'alerts on the support topic',
    () => listeners.support.heard(),
    (heard) => heard.length >= story.history.leaving,
  );
  await until(
    'KPIs on their topic',
    () => listeners.kpis.heard(),
    (heard) => heard.length > 0,
  );
  const report = await until(
    'the KPI report',
    () => at.documents.get('report', 'latest'),
    (found) => found !== undefined,
  );
  expectThat(report !== undefined, 'a KPI report', report);
  return { customers: pass?.customers ?? 0, changed: pass?.changed ?? 0, alerts: alerts.length };
}

/**
 * Pretends that the send hour has come. While sending is off nothing may go out; once it is on, what
 * is due is handed out and sent.
 */
export async function deliver(
  at: Deployment,
  story: Story,
  switchSending: (state: 'on' | 'off') => Promise<void>,
): Promise<Figures> {
  const planned = () => at.sheet.due(Date.now() + 3 * DAY_MS, 1_000);
  const rows = await until('reminders on the day sheet', planned, (found) =>
    story.ownerIds.every((id) => found.some(({ customerId }) => customerId === id)),
  );
  const isLeftAlone = rows.every(({ customerId }) => customerId !== story.controlId);
  expectThat(isLeftAlone, 'nothing planned for the control group', story.controlId);
  for (const row of rows) await bringForward(at, row, Date.now() - 1_000);
  await at.runSchedule('dispatch', { kind: 'tick' });
  expectThat((await planned()).length === rows.length, 'all to wait while sending is off', rows);
  await switchSending('on');
  try {
    await until(
      'all to be handed out',
      () => handOut(at, planned),
      (left) => left === 0,
    );
    const sent = await until(
      'a delivery in the ledger of every owner',
      () => countSent(at, story),
      (count) => count === story.ownerIds.length,
    );
    return { planned: rows.length, 'sent while off': 0, sent };
  } finally {
    await switchSending('off');
  }
}

/** What is planned for later is planned for now: on the sheet and in the book of the customer. */
async function bringForward(at: Deployment, row: SheetRow, sendAtMs: number): Promise<void> {
  const stored = await at.customers.load(row.customerId);
  if (stored === undefined) throw new Error(`customer ${row.customerId} is not there`);
  const { version, fold, book } = stored;
  const moved = Object.entries(book.decisions).map(([id, decision]) => [
    id,
    decision.contactId === row.contactId ? { ...decision, sendAtMs } : decision,
  ]);
  const next = { fold, book: { ...book, decisions: Object.fromEntries(moved) } };
  const committed = await at.customers.commit(row.customerId, version, next);
  expectThat(committed === 'committed', 'the customer to be left alone meanwhile', committed);
  await at.sheet.put({ ...row, sendAtMs });
  await at.sheet.remove(row);
}

/** Functions remember for some seconds whether sending is on. */
async function handOut(at: Deployment, planned: () => Promise<readonly unknown[]>) {
  await sleep(2_000);
  await at.runSchedule('dispatch', { kind: 'tick' });
  return (await planned()).length;
}

async function countSent({ ledger }: Deployment, { ownerIds }: Story): Promise<number> {
  const notes = await Promise.all(ownerIds.map((id) => ledger.notes(id)));
  return notes.filter((theirs) => theirs.some(({ what }) => what === 'Reminder Sent')).length;
}

/** Puts a message on the bus that a function fails with each time, until it is set aside. */
export async function poison(at: Deployment, run: string): Promise<Figures> {
  const queue = at.names.queues.get('alerts');
  if (queue === undefined) throw new Error('there is no queue alerts');
  const asked = new GetQueueAttributesCommand({
    QueueUrl: queue.url,
    AttributeNames: ['VisibilityTimeout'],
  });
  const { VisibilityTimeout = '30' } = (await at.sqs.send(asked)).Attributes ?? {};
  const hidden = (seconds: string) =>
    at.sqs.send(
      new SetQueueAttributesCommand({
        QueueUrl: queue.url,
        Attributes: { VisibilityTimeout: seconds },
      }),
    );
  await hidden('1');
  try {
    await put(at, BUS_SOURCES.outbound, 'Customer At Risk', { customerId: `${run}-poison` });
    const dead = await until(
      'the message in the dead-letter queue',
      () => depthOf(at, queue.deadLetters),
      (depth) => depth > 0,
      120,
    );
    return { 'dead letters': dead };
  } finally {
    await hidden(VisibilityTimeout);
  }
}

/** Messages in a queue, those being worked on included. */
export async function depthOf({ sqs }: Deployment, QueueUrl: string): Promise<number> {
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
  const { Attributes = {} } = await sqs.send(asked);
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Sends orders all the while something else is done; none may be lost or counted twice. */
export async function underTraffic(
  at: Deployment,
  story: Story,
  work: () => Promise<void>,
): Promise<Figures> {
  const sent: InboundEvent[] = [];
  let isOver = false;
  const traffic = async (): Promise<void> => {
    for (let part = 0; !isOver; part += 1) {
      const events = story.orders(`traffic-${part}`, 5);
      await at.bus.publish(events);
      sent.push(...events);
      await sleep(500);
    }
  };
  const running = traffic();
  try {
    await work();
  } finally {
    isOver = true;
    await running;
  }
  await untilKnown(at, sent);
  return { events: sent.length, lost: 0 };
}

/** What is left over in queues and dead-letter queues when all is done: nothing should be. */
export async function leftOver(at: Deployment): Promise<Figures> {
  const depths: Record<string, number> = {};
  for (const [name, { url, deadLetters }] of at.names.queues) {
    depths[name] = await until(
      `queue ${name} to be empty`,
      () => depthOf(at, url),
      (depth) => depth === 0,
    );
    depths[`${name}, dead`] = await depthOf(at, deadLetters);
  }
  const left = Object.entries(depths).filter(([, depth]) => depth > 0);
  expectThat(left.length === 0, 'empty queues', left);
  return { queues: Object.keys(depths).length, messages: 0 };
}

async function put(at: Deployment, source: string, type: string, detail: object): Promise<void> {
  const { FailedEntryCount } = await new EventBridgeClient().send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: at.names.bus,
          Source: source,
          DetailType: type,
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  expectThat(FailedEntryCount === 0, 'the bus to take it', FailedEntryCount);
}
