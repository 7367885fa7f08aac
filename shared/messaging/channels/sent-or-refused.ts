import * as z from 'zod';
import { neverLeft } from './never-left.ts';
import { notConnected, SendRefused } from './send-refused.ts';

const answered = z.object({
  name: z.string(),
  $metadata: z.object({ httpStatusCode: z.int() }),
});
const PERMANENT = new Set([
  'BadRequestException',
  'EndpointDisabled',
  'EndpointDisabledException',
  'InvalidParameter',
  'InvalidParameterException',
  'InvalidParameterValueException',
  'MessageRejected',
  'OptedOut',
  'OptedOutException',
  'ParameterValueInvalid',
]);

/**
 * What an AWS provider's error means for the message: an answer with status 4xx is a refusal, and so
 * is a request that never left; no answer, or 5xx, leaves it open and is thrown on as it is.
 */
export async function sentOrRefused<Answer>(sending: Promise<Answer>): Promise<Answer> {
  try {
    return await sending;
  } catch (error) {
    if (neverLeft(error)) throw notConnected(error);
    const said = answered.safeParse(error);
    if (!said.success || said.data.$metadata.httpStatusCode >= 500) throw error;
    const { name } = said.data;
    throw new SendRefused(`the provider refused: ${name}`, {
      permanent: PERMANENT.has(name),
      cause: error,
    });
  }
}
