import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { answerRequest, type RequestDeps } from '#functions/intake/answer-request.ts';
import { signatureFault } from '#functions/intake/signature.ts';
import { inboundExamples } from '#shared/contracts/inbound-examples.ts';
import type { EventPack } from '#shared/messaging/event-pack.ts';
import { memoryQuarantine } from '#tests/doubles/memory-quarantine.ts';
import { memoryQueue } from '#tests/doubles/memory-queue.ts';

const SECRET = `whsec_${Buffer.from('a secret of the tests alone').toString('base64')}`;
const order = inboundExamples['Order Completed'];
const orderText = JSON.stringify(order);

function world(overrides: Partial<RequestDeps> = {}) {
  const events = memoryQueue<EventPack>();
  const quarantine = memoryQuarantine();
  const failures: unknown[] = [];
  const deps: RequestDeps = {
    events,
    quarantine,
    clock: { nowMs: () => Date.parse('2027-06-01T12:00:00Z') },
    signatureFault: signatureFault(SECRET),
    onFailure: (error) => failures.push(error),
    ...overrides,
  };
  return { events, quarantine, failures, deps };
}

function signed(body: string, contentType = 'application/json', signedAt = new Date()) {
  const headers = {
    'content-type': contentType,
    'Webhook-Id': 'msg-1',
    'webhook-timestamp': String(Math.floor(signedAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(SECRET).sign('msg-1', signedAt, body),
  };
  return { body, headers, isBase64Encoded: false };
}

type Request = Parameters<typeof answerRequest>[1];
const answer = z.looseObject({ in: z.int(), accepted: z.int(), refused: z.int() });

async function post(request: Request, deps = world().deps) {
  const { statusCode, headers, body } = await answerRequest(deps, request);
  const content: unknown = JSON.parse(body ?? '');
  return { statusCode, type: headers?.['content-type'], content };
}

const counts = async (request: Request) => {
  const { statusCode, content } = await post(request);
  expect(statusCode).toBe(200);
  const { in: rows, accepted, refused } = answer.parse(content);
  return [rows, accepted, refused];
};

describe('a signed request', () => {
  it('may hold one event, a list or a batch', async () => {
    expect(await counts(signed(orderText))).toEqual([1, 1, 0]);
    expect(await counts(signed(`\ufeff[${orderText},{"type":"Oops"},null]`))).toEqual([3, 1, 2]);
    expect(await counts(signed(`{"batch":[${orderText},${orderText}],"sentAt":1}`))).toEqual([
      2, 2, 0,
    ]);
    expect(await counts(signed('[]'))).toEqual([0, 0, 0]);
    for (const row of ['null', '7', '"text"', '{"batch":7}']) {
      expect(await counts(signed(row))).toEqual([1, 0, 1]);
    }
  });

  it('may hold lines, of which a broken one harms no other', async () => {
    const text = `${orderText}\n{"type": "Order\r\n\n${orderText}\r\n`;
    expect(await counts(signed(text, 'application/x-ndjson'))).toEqual([3, 2, 1]);
    expect(await counts(signed(text, 'text/plain'))).toEqual([3, 2, 1]);
  });

  it('may come in base64', async () => {
    const request = signed(orderText.replace('coffee"', 'café"'));
    const body = Buffer.from(request.body).toString('base64');
    expect(await counts({ ...request, body, isBase64Encoded: true })).toEqual([1, 1, 0]);
  });

  it('puts what is good into the queue', async () => {
    const { deps, events, quarantine } = world();
    await post(signed(`[${orderText},7]`), deps);
    expect(events.messages).toEqual([{ pack: [order] }]);
    expect(quarantine.stored.size).toBe(1);
  });
});

describe('a request without a signature', () => {
  const unsigned = { headers: {}, body: orderText, isBase64Encoded: false };
  const calledBy = (authorizer: unknown) => ({ ...unsigned, requestContext: { authorizer } });

  it('is taken when API Gateway has checked who calls', async () => {
    const userArn = 'arn:aws:iam::000000000000:role/producer';
    expect(await counts(calledBy({ iam: { userArn } }))).toEqual([1, 1, 0]);
    expect(await counts(calledBy({ jwt: { claims: { sub: 'shop' }, scopes: null } }))).toEqual([
      1, 1, 0,
    ]);
  });

  it('is refused when it has checked nobody', async () => {
    for (const authorizer of [undefined, null, {}, { iam: {} }, { jwt: {} }, { lambda: {} }]) {
      expect(await post(calledBy(authorizer))).toMatchObject({ statusCode: 401 });
    }
  });
});

describe('a problem', () => {
  it('is told when the body is not JSON, with the place, and nothing is taken', async () => {
    const { deps, events, quarantine } = world();
    expect(await post(signed(`[${orderText},]`), deps)).toMatchObject({
      statusCode: 400,
      type: 'application/problem+json',
      content: { status: 400, detail: expect.stringContaining('line 1, column') },
    });
    expect((await post(signed(' \n'), deps)).statusCode).toBe(400);
    expect(events.messages).toEqual([]);
    expect(quarantine.stored.size).toBe(0);
  });

  it('is told when the body is over 1 MiB or 500 events', async () => {
    expect((await post(signed('é'.repeat(512 * 1024)))).statusCode).toBe(400);
    expect((await post(signed(`${'é'.repeat(512 * 1024)}a`))).statusCode).toBe(413);
    expect(await counts(signed(`[${Array(500).fill('1').join()}]`))).toEqual([500, 0, 500]);
    expect((await post(signed(`[${Array(501).fill('1').join()}]`))).statusCode).toBe(413);
  });

  it('is told when the signature is missing, wrong, of another body or another secret', async () => {
    const good = signed(orderText);
    const withSignature = (signature: string) => ({
      ...good,
      headers: { ...good.headers, 'webhook-signature': signature },
    });
    const other = new Webhook(Buffer.from('another secret').toString('base64'));
    for (const request of [
      { ...good, headers: {} },
      { ...good, body: `${orderText} ` },
      withSignature('v1'),
      withSignature('v1,'),
      withSignature('v1a,abc v2,abc'),
      withSignature(other.sign('msg-1', new Date(), orderText)),
      { ...good, headers: { ...good.headers, 'Webhook-Id': 'msg-2' } },
      { ...good, headers: { ...good.headers, 'webhook-timestamp': 'now' } },
    ]) {
      const { deps, events } = world();
      expect(await post(request, deps)).toMatchObject({
        statusCode: 401,
        content: { type: 'urn:beforehand:bad-signature' },
      });
      expect(events.messages).toEqual([]);
    }
  });

  it('names what of the signature is missing', async () => {
    const good = signed(orderText);
    for (const missing of ['webhook-timestamp', 'webhook-signature']) {
      const headers = Object.fromEntries(
        Object.entries(good.headers).filter(([name]) => name !== missing),
      );
      expect(await post({ ...good, headers })).toMatchObject({
        statusCode: 401,
        content: { detail: `The signature was not accepted: must carry ${missing}` },
      });
    }
  });

  it('is told when a signed request is played again after more than five minutes', async () => {
    const ago = (ms: number) => signed(orderText, 'application/json', new Date(Date.now() - ms));
    expect((await post(ago(4 * 60_000))).statusCode).toBe(200);
    expect((await post(ago(6 * 60_000))).statusCode).toBe(401);
    expect((await post(ago(-6 * 60_000))).statusCode).toBe(401);
  });

  it('is told when the queue or quarantine fails, and nothing is called accepted', async () => {
    const failing = () => {
      throw new Error('down for the test');
    };
    for (const broken of [
      { events: memoryQueue<EventPack>(failing) },
      { quarantine: memoryQuarantine(failing) },
    ]) {
      const { deps, failures } = world(broken);
      const { statusCode, headers, body } = await answerRequest(deps, signed(`[${orderText},7]`));
      expect(statusCode).toBe(503);
      expect(headers).toMatchObject({ 'retry-after': '5' });
      expect(body).not.toContain('"accepted"');
      expect(failures).toEqual([new Error('down for the test')]);
    }
  });
});

describe('a hostile body', () => {
  it('is nested a hundred thousand levels deep', async () => {
    const levels = 100_000;
    const body = `[${orderText},${'['.repeat(levels)}${']'.repeat(levels)}]`;
    expect(await counts(signed(body))).toEqual([2, 1, 1]);
  });

  it('may carry a prototype, and only its row is refused', async () => {
    const row = orderText.replace('{', '{"__proto__":{"polluted":1},');
    expect(await counts(signed(`[${row},${orderText}]`))).toEqual([2, 1, 1]);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});
