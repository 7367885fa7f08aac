import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const PROBLEMS = {
  400: { type: 'urn:beforehand:unreadable-body', title: 'The body cannot be read' },
  401: { type: 'urn:beforehand:bad-signature', title: 'The request is not from a known sender' },
  413: { type: 'urn:beforehand:too-large', title: 'The request is too large' },
  503: { type: 'urn:beforehand:try-again', title: 'Events cannot be taken right now' },
} as const;

/** A problem detail as RFC 9457 has it. */
export const problem = (
  status: keyof typeof PROBLEMS,
  detail: string,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/problem+json', ...headers },
  body: JSON.stringify({ ...PROBLEMS[status], status, detail }),
});
