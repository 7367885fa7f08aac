import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import * as z from 'zod';
import { type BusPattern, matchesPattern } from '#infra/bus-patterns.ts';
import { ACCOUNT, LOOPBACK, loopbackUrl, portOf, REGION } from '#local/loopback.ts';

/** An event as rules deliver it. */
export type BusEnvelope = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: unknown;
};

export type BusRule = { readonly queue: string; readonly pattern: BusPattern };

export type BusEndpoint = { readonly endpoint: string; stop(): Promise<void> };

/** Bytes of one call; the service itself refuses earlier, and so do our adapters. */
const MAX_CALL_BYTES = 2 * 1024 * 1024;

const putEvents = z.object({
  Entries: z
    .array(
      z.object({
        Source: z.string().min(1),
        DetailType: z.string().min(1),
        Detail: z.string(),
        EventBusName: z.string().optional(),
        Time: z.number().optional(),
        Resources: z.array(z.string()).default([]),
      }),
    )
    .min(1)
    .max(10),
});
type Entry = z.infer<typeof putEvents>['Entries'][number];

/**
 * EventBridge's PutEvents with rules on source and detail-type. Answers when every matching queue
 * has accepted the events; an entry whose detail is no JSON object is refused alone.
 */
export async function startBus(options: {
  readonly port: number;
  readonly rules: readonly BusRule[];
  readonly send: (queue: string, bodies: readonly string[]) => Promise<void>;
  readonly onEvent: (event: BusEnvelope) => void;
  readonly nowMs: () => number;
}): Promise<BusEndpoint> {
  const app = Fastify({ logger: false, bodyLimit: MAX_CALL_BYTES, forceCloseConnections: true });
  app.addContentTypeParser('application/x-amz-json-1.1', { parseAs: 'string' }, (_, body, done) => {
    done(null, body);
  });
  app.post('/', async (request, reply) => {
    reply.header('content-type', 'application/x-amz-json-1.1');
    if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents') {
      return reply.status(400).send(fault('UnknownOperationException', 'only PutEvents is known'));
    }
    const call = readCall(request.body);
    if (!call.success) {
      return reply.status(400).send(fault('ValidationException', z.prettifyError(call.error)));
    }
    const results = call.data.Entries.map((entry) => toEnvelope(entry, options.nowMs()));
    const events = results.flatMap((result) => ('event' in result ? [result.event] : []));
    for (const [queue, bodies] of bodiesByQueue(options.rules, events)) {
      await options.send(queue, bodies);
    }
    for (const event of events) options.onEvent(event);
    return JSON.stringify({
      FailedEntryCount: results.length - events.length,
      Entries: results.map((result) =>
        'event' in result ? { EventId: result.event.id } : result.refusal,
      ),
    });
  });
  await app.listen({ port: options.port, host: LOOPBACK });
  return { endpoint: loopbackUrl(portOf(app.server)), stop: () => app.close() };
}

const fault = (type: string, message: string): string => JSON.stringify({ __type: type, message });

function readCall(body: unknown) {
  try {
    return putEvents.safeParse(JSON.parse(String(body)));
  } catch {
    return putEvents.safeParse(undefined);
  }
}

type Result =
  | { readonly event: BusEnvelope }
  | { readonly refusal: { readonly ErrorCode: string; readonly ErrorMessage: string } };

function toEnvelope(entry: Entry, nowMs: number): Result {
  const detail = objectOf(entry.Detail);
  if (detail === undefined) {
    return { refusal: { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' } };
  }
  const atMs = entry.Time === undefined ? nowMs : entry.Time * 1_000;
  return {
    event: {
      version: '0',
      id: randomUUID(),
      'detail-type': entry.DetailType,
      source: entry.Source,
      account: ACCOUNT,
      time: `${new Date(atMs).toISOString().slice(0, 19)}Z`,
      region: REGION,
      resources: entry.Resources,
      detail,
    },
  };
}

function objectOf(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function bodiesByQueue(
  rules: readonly BusRule[],
  events: readonly BusEnvelope[],
): Map<string, string[]> {
  const bodies = new Map<string, string[]>();
  for (const event of events) {
    const body = JSON.stringify(event);
    for (const { queue, pattern } of rules) {
      if (matchesPattern(pattern, event)) {
        const waiting = bodies.get(queue);
        if (waiting === undefined) bodies.set(queue, [body]);
        else waiting.push(body);
      }
    }
  }
  return bodies;
}
