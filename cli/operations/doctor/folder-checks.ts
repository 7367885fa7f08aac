import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Place } from '#cli/operations/place.ts';
import { localTableName } from '#local/database.ts';
import { localClientConfig } from '#local/loopback.ts';
import { readRuntime } from '#local/runtime-file.ts';
import { clockCheck } from './check-clock.ts';
import { queueChecks } from './check-queues.ts';
import { LOCAL_TABLES, tableChecks } from './check-tables.ts';
import { type Check, ok } from './finding.ts';

/** What there is to look at in a data folder that is open. */
export async function folderChecks(place: Place, dataDir: string): Promise<readonly Check[]> {
  const runtime = await readRuntime(dataDir);
  if (runtime === undefined) throw new Error(`nobody serves the tables of ${dataDir} any more`);
  const client = new DynamoDBClient(localClientConfig(runtime.dynamodb));
  const nowMs = (): number => place.clock.nowMs();
  const isServed = runtime.kind === 'cloud';
  return [
    {
      subject: 'runtime',
      look: async () => [ok('runtime', isServed ? `served at ${runtime.http}` : 'not served now')],
    },
    ...tableChecks(client, localTableName, LOCAL_TABLES),
    ...(await queueChecks(await place.queues(), undefined, nowMs())),
    clockCheck(client, localTableName('insights'), nowMs),
  ];
}
