import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { ACCOUNT } from '#local/loopback.ts';

/** The request as API Gateway's HTTP API hands it to a function (payload format 2.0). */
export function toGatewayEvent(
  route: string,
  request: FastifyRequest,
  nowMs: number,
): APIGatewayProxyEventV2 {
  const address = new URL(request.url, 'http://localhost');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, [value].flat().join(',')]),
  );
  const query = Object.fromEntries(
    [...new Set(address.searchParams.keys())].map((name) => [
      name,
      address.searchParams.getAll(name).join(','),
    ]),
  );
  const parameters = z.record(z.string(), z.string()).parse(request.params);
  return {
    version: '2.0',
    routeKey: route,
    rawPath: address.pathname,
    rawQueryString: address.search.slice(1),
    headers,
    ...(Object.keys(query).length > 0 ? { queryStringParameters: query } : {}),
    ...(Object.keys(parameters).length > 0 ? { pathParameters: parameters } : {}),
    ...(request.headers.cookie === undefined
      ? {}
      : { cookies: request.headers.cookie.split('; ') }),
    requestContext: {
      accountId: ACCOUNT,
      apiId: 'local',
      domainName: request.host,
      domainPrefix: 'local',
      http: {
        method: request.method,
        path: address.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: request.ip,
        userAgent: request.headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route,
      stage: '$default',
      time: new Date(nowMs).toISOString(),
      timeEpoch: nowMs,
    },
    ...bodyOf(request),
  };
}

const answered = z.object({
  statusCode: z.int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  cookies: z.array(z.string()).default([]),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** Sends what the function answered; an answer without a status is the body of a 200, as API Gateway has it. */
export function sendAnswer(reply: FastifyReply, answer: unknown): FastifyReply {
  const known = answered.safeParse(answer).data;
  if (known === undefined) {
    return reply.type('application/json').send(JSON.stringify(answer ?? null));
  }
  reply.status(known.statusCode).type('text/plain; charset=utf-8');
  for (const [name, value] of Object.entries(known.headers)) reply.header(name, String(value));
  for (const cookie of known.cookies) reply.header('set-cookie', cookie);
  return reply.send(known.isBase64Encoded ? Buffer.from(known.body, 'base64') : known.body);
}

/** Text as it is; anything that is not UTF-8 in base64. */
function bodyOf(request: FastifyRequest): { body?: string; isBase64Encoded: boolean } {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    return { isBase64Encoded: false };
  try {
    const body = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(request.body);
    return { body, isBase64Encoded: false };
  } catch {
    return { body: request.body.toString('base64'), isBase64Encoded: true };
  }
}
