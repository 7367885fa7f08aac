import type { SQSClient } from '@aws-sdk/client-sqs';
import type { OpenData } from '#cli/open-data.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';

/** A dead-letter queue and where its messages came from. */
export type DeadLetterQueue = {
  /** Of the work queue or function that gave up, as `events` or `feedback`. */
  readonly name: string;
  readonly url: string;
  /** The work queue that takes its messages again; undefined for those of a function. */
  readonly backTo: string | undefined;
};

/** What the dead letters are called of a function that nobody waits for. */
export const runsOf = (functionName: string): string => `${functionName} (runs)`;

export type PlaceQueues = {
  readonly client: SQSClient;
  readonly deadLetters: readonly DeadLetterQueue[];
  /** Work queues by name. */
  readonly work: ReadonlyMap<string, string>;
  /** Puts events in where events enter; the same event again changes nothing. */
  submit(events: readonly InboundEvent[]): Promise<void>;
  /** Hands a run of a function in again the way it came, with what started it; false when it cannot. */
  rerun(payload: unknown): Promise<boolean>;
};

/** Where an operator's command works: the folder of a local shop, or an environment on AWS. */
export type Place = OpenData & {
  /** `folder ./.data` or `environment prod`. */
  readonly title: string;
  readonly environment: string | undefined;
  /** What holds of sending as long as nobody has used the kill switch. */
  readonly sendingOtherwise: 'on' | 'off';
  /** Opens the queues when they are first asked for. */
  queues(): Promise<PlaceQueues>;
};
