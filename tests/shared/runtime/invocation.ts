import type { Context } from 'aws-lambda';

/** The context of one invocation, as Lambda hands it over. */
export const invocation: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'track',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:track',
  memoryLimitInMB: '512',
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  logGroupName: '/aws/lambda/track',
  logStreamName: '2026/03/01/[$LATEST]0123456789abcdef',
  getRemainingTimeInMillis: () => 60_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
