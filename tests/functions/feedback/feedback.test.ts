import { describe, expect, test } from 'vitest';
import { answerReply } from '#functions/feedback/answer-reply.ts';
import { asksToStop } from '#functions/feedback/stop-words.ts';
import { takeNotifications } from '#functions/feedback/take-notifications.ts';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { phoneBook } from '#shared/messaging/phone-book.ts';
import { signReplyLink } from '#shared/messaging/reply-link.ts';
import { memoryBus } from '#tests/doubles/memory-bus.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';

const linkSecret = 'a-secret-of-sixteen';
const NOW_MS = Date.parse('2026-03-03T09:00:00Z');
const link = {
  customerId: 'C-1',
  contactId: 'contact-1',
  purpose: 'marketing' as const,
  locale: 'en',
  expiresAtMs: NOW_MS + 86_400_000,
};

function world(nowMs = NOW_MS) {
  const bus = memoryBus();
  const phones = phoneBook(memoryDocumentStore(), linkSecret);
  const deps = { bus, phones, linkSecret, clock: { nowMs: () => nowMs } };
  const told = () => bus.published.map((event) => inboundEvent.parse(event));
  return { deps, told, phones };
}

type Call = { method?: string; token?: string; body?: string; type?: string; base64?: boolean };
const call = ({
  method = 'POST',
  token = signReplyLink(linkSecret, link),
  body = '',
  ...rest
}: Call) => ({
  pathParameters: { token },
  headers: { 'content-type': rest.type ?? 'application/x-www-form-urlencoded' },
  isBase64Encoded: rest.base64 ?? false,
  body: rest.base64 ? Buffer.from(body).toString('base64') : body,
  requestContext: { ...requestContext, http: { ...requestContext.http, method } },
});
const requestContext = {
  accountId: '',
  apiId: '',
  domainName: '',
  domainPrefix: '',
  requestId: '',
  routeKey: '',
  stage: '',
  time: '',
  timeEpoch: 0,
  http: { method: 'GET', path: '', protocol: '', sourceIp: '', userAgent: '' },
};

describe('a reply link', () => {
  test('opened shows a button for each answer and records nothing', async () => {
    const { deps, told } = world();
    const page = await answerReply(deps, call({ method: 'GET' }));
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('<html lang="en">');
    const offered = [...(page.body ?? '').matchAll(/value="([^"]*)"/g)].map(([, value]) => value);
    expect(offered).toEqual([
      'still-have-plenty',
      'remind-later',
      'already-done',
      'not-interested',
      'helpful',
      'stop',
    ]);
    expect(page.headers?.['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(told()).toEqual([]);
  });

  test('speaks the language of the customer', async () => {
    const { deps } = world();
    const token = signReplyLink(linkSecret, { ...link, locale: 'ru' });
    const page = await answerReply(deps, call({ method: 'GET', token }));
    expect(page.body).toContain('Ещё достаточно');
  });

  test('answered becomes an event of the customer, the same one when pressed twice', async () => {
    const { deps, told } = world();
    const press = call({ body: 'answer=still-have-plenty' });
    expect((await answerReply(deps, press)).statusCode).toBe(200);
    await answerReply(deps, press);
    expect(told()[0]).toMatchObject({
      type: 'Reminder Answered',
      customerId: 'C-1',
      properties: { contactId: 'contact-1', answer: 'still-have-plenty' },
    });
    expect(told()[1]?.metadata.id).toBe(told()[0]?.metadata.id);
  });

  test.each([
    ['by button', { body: 'answer=stop' }],
    ['in one click by the mail program', { body: 'List-Unsubscribe=One-Click' }],
    [
      'in one click as multipart',
      {
        type: 'multipart/form-data; boundary=XX',
        body: '--XX\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--XX--\r\n',
      },
    ],
    ['in one click, base64 encoded', { body: 'List-Unsubscribe=One-Click', base64: true }],
  ])('stops the purpose of the contact on every channel %s', async (_, request) => {
    const { deps, told } = world();
    expect((await answerReply(deps, call(request))).statusCode).toBe(200);
    expect(told()).toMatchObject([
      { type: 'Consent Withdrawn', properties: { channel: 'any', purpose: 'marketing' } },
    ]);
  });

  test('of a service message stops service messages', async () => {
    const { deps, told } = world();
    const token = signReplyLink(linkSecret, { ...link, purpose: 'service' });
    await answerReply(deps, call({ token, body: 'answer=stop' }));
    expect(told()).toMatchObject([{ properties: { purpose: 'service' } }]);
  });

  test('that is old takes no answer but still stops', async () => {
    const { deps, told } = world(link.expiresAtMs + 86_400_000);
    expect((await answerReply(deps, call({ body: 'answer=helpful' }))).statusCode).toBe(410);
    expect(told()).toEqual([]);
    expect((await answerReply(deps, call({ body: 'answer=stop' }))).statusCode).toBe(200);
    expect(told()).toHaveLength(1);
  });

  test('that is forged, or an answer that does not exist, records nothing', async () => {
    const { deps, told } = world();
    const forged = call({ token: 'abc.def', body: 'answer=stop' });
    expect((await answerReply(deps, forged)).statusCode).toBe(404);
    const tooLong = `answer=helpful&${'x'.repeat(4_096)}`;
    for (const body of ['', 'answer=constructor', 'answer=', tooLong]) {
      expect((await answerReply(deps, call({ body }))).statusCode).toBe(400);
    }
    expect(told()).toEqual([]);
  });

  test('whose event the bus does not take is an error, never thanks', async () => {
    const { deps } = world();
    const bus = { ...deps.bus, publish: () => Promise.reject(new Error('bus is away')) };
    const answer = answerReply({ ...deps, bus }, call({ body: 'answer=helpful' }));
    await expect(answer).rejects.toThrow('bus is away');
  });
});

const notification = (message: unknown) => ({
  messageId: 'sns-1',
  topicArn: 'arn:aws:sns:eu-central-1:000000000000:mail',
  message: typeof message === 'string' ? message : JSON.stringify(message),
  publishedAt: '2026-03-03T08:59:00.000Z',
});
const mailHeaders = (token = signReplyLink(linkSecret, link)) => ({
  messageId: 'ses-1',
  headers: [
    { name: 'Subject', value: 'x' },
    { name: 'List-Unsubscribe', value: `<https://shop.example.com/r/${token}>` },
  ],
});

describe('notifications of the mail provider', () => {
  test.each([
    [{ notificationType: 'Bounce', bounce: { bounceType: 'Permanent' } }, 'bounce-permanent'],
    [{ eventType: 'Bounce', bounce: { bounceType: 'Transient' } }, 'bounce-transient'],
    [{ eventType: 'Bounce', bounce: { bounceType: 'Undetermined' } }, 'bounce-transient'],
    [{ notificationType: 'Complaint', complaint: {} }, 'complaint'],
  ])('become a failed delivery of the contact: %j', async (notice, cause) => {
    const { deps, told } = world();
    await takeNotifications(deps, [notification({ ...notice, mail: mailHeaders() })]);
    expect(told()).toMatchObject([
      {
        type: 'Delivery Failed',
        customerId: 'C-1',
        metadata: { occurredAt: '2026-03-03T08:59:00.000Z' },
        properties: { contactId: 'contact-1', channel: 'email', cause },
      },
    ]);
  });

  test('from a clock ahead of ours are told as of now, so that they are not refused', async () => {
    const { deps, told } = world();
    const notice = { notificationType: 'Complaint', mail: mailHeaders() };
    const ahead = { ...notification(notice), publishedAt: '2026-03-03T09:20:00.000Z' };
    await takeNotifications(deps, [ahead]);
    expect(told()).toMatchObject([{ metadata: { occurredAt: '2026-03-03T09:00:00.000Z' } }]);
  });

  test('about deliveries, strangers and nonsense become nothing', async () => {
    const { deps, told } = world();
    await takeNotifications(deps, [
      notification({ notificationType: 'Delivery', mail: mailHeaders() }),
      notification({ notificationType: 'Complaint', mail: mailHeaders('forged.token') }),
      notification({ notificationType: 'Complaint', mail: { headers: [] } }),
      notification('not json'),
      notification('null'),
    ]);
    expect(told()).toEqual([]);
  });
});

describe('a text message sent back', () => {
  const sms = (messageBody: string) =>
    notification({ originationNumber: '+4915100000000', messageBody });

  test('with STOP withdraws marketing of everybody written to at that number', async () => {
    const { deps, told, phones } = world();
    await phones.remember('+4915100000000', { customerId: 'C-1', contactId: 'k1' });
    await phones.remember('+4915100000000', { customerId: 'C-2', contactId: 'k2' });
    await phones.remember('+4915100000000', { customerId: 'C-1', contactId: 'k3' });
    await takeNotifications(deps, [sms('Stop.')]);
    expect(told().map(({ customerId, type }) => [customerId, type])).toEqual([
      ['C-2', 'Consent Withdrawn'],
      ['C-1', 'Consent Withdrawn'],
    ]);
    expect(told()[0]).toMatchObject({ properties: { channel: 'any', purpose: 'marketing' } });
  });

  test('finds the ten who were written to last at a number that many share', async () => {
    const { deps, told, phones } = world();
    for (let nth = 1; nth <= 12; nth += 1) {
      await phones.remember('+4915100000000', { customerId: `C-${nth}`, contactId: `k${nth}` });
    }
    await takeNotifications(deps, [sms('STOP')]);
    const last = Array.from({ length: 10 }, (_, index) => `C-${index + 3}`);
    expect(told().map(({ customerId }) => customerId)).toEqual(last);
  });

  test('with anything else, or from a stranger, changes nothing', async () => {
    const { deps, told, phones } = world();
    await takeNotifications(deps, [sms('STOP')]);
    await phones.remember('+4915100000000', { customerId: 'C-1', contactId: 'k1' });
    await takeNotifications(deps, [sms('Thank you!')]);
    expect(told()).toEqual([]);
  });

  test.each(['STOP', ' stop ', 'Stop!', 'СТОП', 'стоп пожалуйста', 'ｓｔｏｐ', 'Quit', 'stop all'])(
    'asks to stop: %s',
    (text) => expect(asksToStop(text)).toBe(true),
  );
  test.each([
    '',
    'yes',
    'Please do not stop',
    'The end of the month',
    'End of the month',
    'nonstop',
    '👍',
  ])('does not ask to stop: %s', (text) => expect(asksToStop(text)).toBe(false));
});
