import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BUS_SOURCES } from '#shared/messaging/sources.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { invocation } from '#tests/shared/runtime/invocation.ts';
import { writtenLines } from '#tests/shared/runtime/written-lines.ts';

const dynamo = mockClient(DynamoDBClient);
/** As a rule of the bus hands it over. */
const unknownEvent = {
  id: '7f1c9a52-0000-4000-8000-000000000000',
  source: BUS_SOURCES.inbound,
  'detail-type': 'Order Teleported',
  detail: {},
};

let lines: readonly string[] = [];
beforeEach(() => {
  vi.resetModules();
  dynamo.reset();
  dynamo.on(PutItemCommand).resolves({});
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'Beforehand/test');
  vi.stubEnv('SHOP', JSON.stringify(shopWith()));
  for (const name of ['customers', 'ledger', 'contacts', 'insights']) {
    vi.stubEnv(`${name.toUpperCase()}_TABLE`, name);
  }
  vi.stubEnv('BUS_NAME', 'bus');
  lines = writtenLines();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function answerTo(event: unknown): Promise<unknown> {
  const { handler } = await import('#functions/track/handler.ts');
  return handler(event, invocation);
}

const tablesWritten = () =>
  dynamo.commandCalls(PutItemCommand).map(({ args }) => args[0].input.TableName);

describe('the track handler', () => {
  it('takes an event of the bus, and counts one that it must keep out', async () => {
    await expect(answerTo(unknownEvent)).resolves.toBeUndefined();
    expect(tablesWritten()).toEqual(['insights']);
    expect(lines.join('\n')).toContain('"EventsQuarantined":1');
  });

  it('fails the run of an event that it could not take, so that the queue gets it', async () => {
    dynamo.on(PutItemCommand).rejects(new Error('no table'));
    await expect(answerTo(unknownEvent)).rejects.toThrow('no table');
  });

  it('takes the same event from the queue, in the record of the run that failed', async () => {
    const message = {
      eventSource: 'aws:sqs',
      messageId: 'm-1',
      body: JSON.stringify({ requestPayload: unknownEvent }),
      attributes: { ApproximateReceiveCount: '1' },
    };
    const answer = await answerTo({ Records: [message] });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(tablesWritten()).toEqual(['insights']);
  });
});
