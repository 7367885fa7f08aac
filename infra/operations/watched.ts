import type { QueueName, TableName } from '#infra/function-spec.ts';

/** Names that AWS gives to what is watched, known once the stack is made. */
export type Watched = {
  readonly namespace: string;
  readonly queues: ReadonlyMap<QueueName, { readonly queue: string; readonly deadLetters: string }>;
  readonly tables: Readonly<Record<TableName, string>>;
  /** By name of the function. */
  readonly functions: ReadonlyMap<
    string,
    { readonly functionName: string; readonly deadLetters?: string | undefined }
  >;
};

/** The namespace of the figures that functions of an environment write. */
export const namespaceOf = (environment: string): string => `Beforehand/${environment}`;

/** The one dimension that all our figures have. */
export const OWN_DIMENSIONS = { service: 'beforehand' } as const;
