import type { Incoming } from '#shared/messaging/ports.ts';
import { fileToImport } from './created-object.ts';
import { type ImportObjectDeps, importObject, type TimeLeft } from './import-object.ts';

/**
 * Imports the files that the messages tell of, one after another. A paused import fails its message
 * alone, so that the queue brings it again; a file that can never be read is no failure, its result
 * says why. Whatever throws brings all of the batch again, which changes nothing that was done.
 */
export async function importUploads(
  deps: ImportObjectDeps,
  messages: readonly Incoming[],
  timeLeft: TimeLeft,
): Promise<{ readonly failed: readonly string[] }> {
  const failed: string[] = [];
  for (const { messageId, body } of messages) {
    const file = fileToImport(body);
    if (file === undefined) await setAside(deps, messageId);
    else if ((await importObject(deps, file, timeLeft)) === 'paused') failed.push(messageId);
  }
  return { failed };
}

const setAside = ({ target }: ImportObjectDeps, messageId: string): Promise<void> =>
  target.quarantine.put({
    id: `upload:${messageId}`,
    atMs: target.pipeline.clock.nowMs(),
    source: 'import',
    reasons: ['message: must be "Object Created" of S3, as EventBridge passes it on'],
    redacted: '',
  });
