import * as z from 'zod';
import usEast1 from './us-east-1.json' with { type: 'json' };

const usd = z.number().positive();
const positive = z.number().positive();

/** List prices of one region in US dollars, without any free allowance, and what the bill assumes. */
const prices = z.strictObject({
  region: z.string().min(1),
  currency: z.literal('USD'),
  asOf: z.iso.date(),
  sources: z.record(z.string(), z.url()),
  perMillion: z.strictObject({
    busEvents: usd,
    queueRequests: usd,
    topicMessages: usd,
    functionRequests: usd,
    functionGbSeconds: usd,
    writeUnits: usd,
    readUnits: usd,
    infrequentWriteUnits: usd,
    infrequentReadUnits: usd,
    apiRequests: usd,
    scheduleRuns: usd,
    keyRequests: usd,
    traces: usd,
  }),
  perGb: z.strictObject({
    storageMonth: usd,
    infrequentStorageMonth: usd,
    pointInTimeMonth: usd,
    logsTaken: usd,
    logsKeptMonth: usd,
    archiveTaken: usd,
    archiveKeptMonth: usd,
  }),
  perMonth: z.strictObject({ key: usd, secret: usd, alarm: usd, dashboard: usd, metric: usd }),
  perThousand: z.strictObject({ emails: usd, textMessagesUsa: usd }),
  assumed: z.strictObject({
    /** "Single-digit milliseconds" is what DynamoDB publishes: the middle of it. */
    dynamoDbWaitMs: positive,
    /** Time that a core of Lambda takes for what a core of the bench does in one millisecond. */
    cpuFactor: positive,
    /** No invocation takes less. */
    leastInvocationMs: positive,
    /** A mapping without a maximum concurrency polls an empty queue with two, a busy one with five. */
    idlePollers: positive,
    busyPollers: positive,
    /** An empty poll waits for so long. */
    pollSeconds: positive,
    logBytesPerInvocation: positive,
    logBytesPerRequest: positive,
  }),
});
export type Prices = z.infer<typeof prices>;

/** @throws ZodError naming what is wrong with the given or the kept prices. */
export const pricesOf = (given: unknown = usEast1): Prices => prices.parse(given);
