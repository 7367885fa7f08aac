import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** No form of ours is longer. */
const LONGEST_BODY = 4_096;

/**
 * Fields of a posted form, as `application/x-www-form-urlencoded` or `multipart/form-data` (mail
 * programs use either for one-click unsubscribes, RFC 8058 section 3.2). Too long a body has none.
 */
export function readForm(
  event: Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded'>,
): ReadonlyMap<string, string> {
  const { body = '', isBase64Encoded, headers } = event;
  if (body.length > LONGEST_BODY) return new Map();
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  const boundary = /^multipart\/form-data;.*\bboundary="?([^";]+)/i.exec(
    headers['content-type'] ?? '',
  )?.[1];
  return boundary === undefined ? new Map(new URLSearchParams(text)) : readParts(text, boundary);
}

function readParts(text: string, boundary: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const part of text.split(`--${boundary}`)) {
    const [head = '', ...rest] = part.split(/\r?\n\r?\n/);
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    if (name !== undefined) fields.set(name, rest.join('\n\n').trim());
  }
  return fields;
}
