import { DescribeTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { plural } from '#cli/words.ts';
import { broken, type Check, type Finding, ok, warning } from './finding.ts';

/** Requests signed further off than five minutes are refused; events from the future too. */
const SKEW_MS = { warning: 30_000, broken: 300_000 } as const;

const dated = z.object({ response: z.object({ headers: z.object({ date: z.string() }) }) });

/** How far this machine's clock is from that of the service. The header counts whole seconds. */
export const clockCheck = (
  client: DynamoDBClient,
  TableName: string,
  nowMs: () => number,
): Check => ({
  subject: 'clock',
  look: async () => {
    let headerMs = Number.NaN;
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        const read = dated.safeParse(answer);
        if (read.success) headerMs = Date.parse(read.data.response.headers.date);
        return answer;
      },
      { step: 'deserialize', priority: 'low', name: 'readDate', override: true },
    );
    const beforeMs = nowMs();
    await client.send(new DescribeTableCommand({ TableName }));
    const middleMs = (beforeMs + nowMs()) / 2;
    client.middlewareStack.remove('readDate');
    return [clockFinding(middleMs - headerMs)];
  },
});

/** @param skewMs positive when this machine is ahead; NaN when the service did not say. */
export function clockFinding(skewMs: number): Finding {
  if (Number.isNaN(skewMs)) return ok('clock', 'the service does not tell its time');
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  const says = `${plural(seconds, 'second')} ${skewMs > 0 ? 'ahead' : 'behind'}`;
  const todo = 'Set this machine’s clock by NTP.';
  if (Math.abs(skewMs) > SKEW_MS.broken) {
    return broken('clock', says, 'requests and webhooks signed here are refused', todo);
  }
  return Math.abs(skewMs) > SKEW_MS.warning
    ? warning('clock', says, 'events from here may count as being in the future', todo)
    : ok('clock', says);
}
