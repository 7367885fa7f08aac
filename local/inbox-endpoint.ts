import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import * as z from 'zod';
import type { Inbox } from '#local/inbox.ts';
import { inboxPage } from '#local/inbox-page.ts';
import { LOOPBACK, loopbackUrl, namesLoopback, portOf } from '#local/loopback.ts';

const content = z.object({ Data: z.string() });

/** SESv2 SendEmail with simple content, the only form we send. */
const sendEmail = z.object({
  FromEmailAddress: z.string(),
  Destination: z.object({ ToAddresses: z.array(z.string()).min(1) }),
  Content: z.object({
    Simple: z.object({
      Subject: content,
      Body: z.object({ Text: content.optional(), Html: content.optional() }),
      Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).optional(),
    }),
  }),
});
type SendEmail = z.infer<typeof sendEmail>;

export type InboxEndpoint = { readonly endpoint: string; stop(): Promise<void> };

/**
 * Takes e-mail as SESv2 does, and shows what was sent over every channel: `GET /inbox` as a page,
 * or as JSON for those who ask for it, `?since=N` for what came after message N.
 */
export async function startInbox(options: {
  readonly port: number;
  readonly inbox: Inbox;
  readonly pages: boolean;
}): Promise<InboxEndpoint> {
  const { inbox } = options;
  const app = Fastify({ logger: false, forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    if (!namesLoopback(request.headers.host))
      return reply.status(403).send({ message: 'Forbidden' });
  });
  app.post('/v2/email/outbound-emails', async (request, reply) => {
    const email = sendEmail.safeParse(request.body);
    if (!email.success) {
      reply.status(400).header('x-amzn-errortype', 'BadRequestException');
      return { message: z.prettifyError(email.error) };
    }
    const MessageId = randomUUID();
    await keep(inbox, email.data, MessageId);
    return { MessageId };
  });
  if (options.pages) {
    app.get('/', async (_, reply) => reply.redirect('/inbox'));
    app.get('/inbox', async (request, reply) => {
      const { since } = z.object({ since: z.coerce.number().default(0) }).parse(request.query);
      const messages = inbox.since(since);
      if (!request.headers.accept?.includes('text/html')) return { messages };
      return reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
        .send(inboxPage(messages));
    });
  }
  await app.listen({ port: options.port, host: LOOPBACK });
  return { endpoint: loopbackUrl(portOf(app.server)), stop: () => app.close() };
}

async function keep(inbox: Inbox, email: SendEmail, messageId: string): Promise<void> {
  const { Subject, Body, Headers } = email.Content.Simple;
  for (const to of email.Destination.ToAddresses) {
    await inbox.add({
      channel: 'email',
      to,
      messageId,
      subject: Subject.Data,
      text: Body.Text?.Data ?? '',
      ...(Body.Html === undefined ? {} : { html: Body.Html.Data }),
      headers: {
        From: email.FromEmailAddress,
        ...Object.fromEntries((Headers ?? []).map(({ Name, Value }) => [Name, Value])),
      },
    });
  }
}
