import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** Why a request is not from a known sender; undefined when it is. */
export type SignatureFault = (
  body: string,
  headers: Readonly<Record<string, string | undefined>>,
) => string | undefined;

const HEADERS = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];

/**
 * Checks signatures of the Standard Webhooks specification (HMAC-SHA256). A request older or newer
 * than five minutes is refused by the real time, whatever clock the shop runs on: the sender signs
 * by it.
 * @param secret `whsec_` and the key in base64. @throws Error when it holds no key.
 */
export function signatureFault(secret: string): SignatureFault {
  const webhook = new Webhook(secret);
  return (body, headers) => {
    const missing = HEADERS.filter((name) => !headers[name]);
    if (missing.length > 0) return `must carry ${missing.join(', ')}`;
    try {
      const signed = HEADERS.map((name) => [name, headers[name] ?? '']);
      webhook.verify(body, Object.fromEntries(signed), { jsonParse: false });
      return undefined;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return error.message;
      throw error;
    }
  };
}
