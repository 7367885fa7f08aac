import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetterQueue, PlaceQueues } from '#cli/operations/place.ts';
import { payloadOf } from '#cli/operations/rerun.ts';
import { jsonOf } from '#shared/contracts/json.ts';
import { inBatches } from '#shared/messaging/batches.ts';
import { type Edit, edited } from './edit-json.ts';
import { deleteLetters, giveBack, type Letter, takeLetters } from './letters.ts';

/** What is done with letters; answers those that are done with and may be deleted. */
export type Act = (letters: readonly Letter[]) => Promise<readonly Letter[]>;

export type Worked = {
  readonly chosen: number;
  /** Of the chosen, those that were acted on. */
  readonly done: number;
  /** Of those done, the ones that the queue did not delete: they will come again. */
  readonly left: number;
};

/** What one SendMessageBatch takes at most. */
const LIMITS = { items: 10, bytes: 256 * 1024 };

/**
 * Works through a dead-letter queue: acts on each chosen letter once, deletes what is done, and gives
 * the rest back. A letter that comes in anew while this runs, with content that was just acted on, has
 * failed again and is left.
 */
export async function workThrough(
  { client }: Pick<PlaceQueues, 'client'>,
  queue: DeadLetterQueue,
  isWanted: (letter: Letter) => boolean,
  act: Act,
): Promise<Worked> {
  const kept: Letter[] = [];
  const actedOn = new Set<string>();
  let [chosen, done, left] = [0, 0, 0];
  try {
    for await (const letters of takeLetters(client, queue)) {
      const fresh = letters.filter((each) => isWanted(each) && !actedOn.has(each.id));
      const others = letters.filter((each) => !fresh.includes(each));
      chosen += fresh.length;
      kept.push(...others, ...fresh);
      const finished = fresh.length === 0 ? [] : await act(fresh);
      for (const { id } of finished) actedOn.add(id);
      for (const each of finished) kept.splice(kept.indexOf(each), 1);
      done += finished.length;
      left += finished.length - (await deleteLetters(client, queue, finished));
    }
  } finally {
    await giveBack(client, queue, kept);
  }
  return { chosen, done, left };
}

/** Sends letters to where they came from; answers those that were accepted there. */
export const sendBack =
  (queues: PlaceQueues, queue: DeadLetterQueue, edits: readonly Edit[]): Act =>
  async (letters) => {
    const { backTo } = queue;
    if (backTo === undefined) return rerunEach(queues, letters, edits);
    const accepted: Letter[] = [];
    const bodies = letters.map((letter) => ({ letter, body: bodyOf(letter, edits) }));
    for (const batch of inBatches(bodies, ({ body }) => Buffer.byteLength(body), LIMITS)) {
      accepted.push(...(await sendBatch(queues.client, backTo, batch)));
    }
    return accepted;
  };

async function sendBatch(
  client: SQSClient,
  QueueUrl: string,
  batch: readonly { readonly letter: Letter; readonly body: string }[],
): Promise<Letter[]> {
  const Entries = batch.map(({ body }, index) => ({ Id: String(index), MessageBody: body }));
  const { Successful = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  const ids = new Set(Successful.map(({ Id }) => Id));
  return batch.flatMap(({ letter }, index) => (ids.has(String(index)) ? [letter] : []));
}

async function rerunEach(
  queues: PlaceQueues,
  letters: readonly Letter[],
  edits: readonly Edit[],
): Promise<Letter[]> {
  const started: Letter[] = [];
  for (const letter of letters) {
    if (await queues.rerun(jsonOf(bodyOf(letter, edits)))) started.push(letter);
  }
  return started;
}

/** What the letter shows, corrected: where it is Lambda's record of a run, what had started the run. */
function bodyOf({ body }: Letter, edits: readonly Edit[]): string {
  const value = jsonOf(body);
  if (value === undefined) return body;
  const payload = payloadOf(value);
  if (payload === value && edits.length === 0) return body;
  return JSON.stringify(edited(payload, edits));
}
