import { Webhook } from 'standardwebhooks';
import { clock } from '#shared/runtime/clock.ts';
import type { Sender } from '../ports.ts';
import { neverLeft } from './never-left.ts';
import { notConnected, SendRefused } from './send-refused.ts';
import { type Resolve, refuseInside, webhookTarget } from './webhook-target.ts';

const TIMEOUT_MS = 10_000;

/**
 * Signed calls as the Standard Webhooks specification has them; `secret` is `whsec_…`, `shopUrl`
 * the shop's own address. A name that leads to a machine beside ours is not called, and a redirect
 * is not followed, since it could lead anywhere. The message id is the contact's, so that a receiver
 * can tell a repetition.
 */
export function webhookSender(secret: string, shopUrl: string, resolve?: Resolve): Sender {
  const webhook = new Webhook(secret);
  return {
    send: async ({ to, contactId, subject, text }) => {
      const target = webhookTarget(to, shopUrl);
      await refuseInside(target, resolve).catch(throwOn);
      const at = new Date(clock.nowMs());
      const body = JSON.stringify({
        type: 'reminder',
        timestamp: at.toISOString(),
        data: { contactId, subject, text },
      });
      const answer = await fetch(target, {
        method: 'POST',
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          'content-type': 'application/json',
          'webhook-id': contactId,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': webhook.sign(contactId, at, body),
        },
      }).catch(throwOn);
      await answer.body?.cancel();
      if (answer.ok) return { providerMessageId: contactId };
      throw failure(answer.status);
    },
  };
}

/** As a refusal when nothing was sent; anything else leaves that open. */
function throwOn(error: unknown): never {
  throw neverLeft(error) ? notConnected(error) : error;
}

/** 5xx may have been acted upon; the rest was not, and 429 and 408 may be asked again. */
function failure(status: number): Error {
  const message = `the webhook answered ${status}`;
  if (status >= 500) return new Error(message);
  return new SendRefused(message, { permanent: status !== 429 && status !== 408 });
}
