import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openFolder } from '#cli/operations/open-folder.ts';
import { attachOrStart } from '#local/attach.ts';
import { loopbackUrl, portOf } from '#local/loopback.ts';
import { writeRuntime } from '#local/runtime-file.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const data = join(temporaryFolder('beforehand-open-folder'), 'data');

/** A database that takes its time, as on a machine that has too much to do. */
async function slowDatabase() {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    endpoint: loopbackUrl(portOf(server)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test('the queues of an opened folder are found however slowly its database answers', async () => {
  await (await attachOrStart(data)).stop();
  writeFileSync(join(data, 'shop.json'), JSON.stringify(shopWith()));
  const place = await openFolder(data);
  const slow = await slowDatabase();
  try {
    await writeRuntime(data, { pid: process.pid, kind: 'database', dynamodb: slow.endpoint });
    const { work } = await place.queues();
    expect(work.get('alerts')).toMatch(/\/alerts$/);
  } finally {
    await place.close();
    slow.close();
  }
}, 30_000);
