import * as z from 'zod';

const traced = z.union([
  z
    .object({ headers: z.object({ 'x-correlation-id': z.string().max(128) }) })
    .transform(({ headers }) => headers['x-correlation-id']),
  z
    .object({ detail: z.object({ metadata: z.object({ correlationId: z.string().max(128) }) }) })
    .transform(({ detail }) => detail.metadata.correlationId),
]);

/** The id that the caller gave its request or event, else that of the invocation. */
export function correlationIdOf(
  event: unknown,
  context: { readonly awsRequestId: string },
): string {
  const found = traced.safeParse(event);
  return found.success ? found.data : context.awsRequestId;
}
