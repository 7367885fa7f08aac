import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/*
 * One client of each service per process, made when first asked for. Endpoints, region and
 * credentials are the SDK's own affair (`AWS_ENDPOINT_URL_*` and so on). Marked as pure, a client
 * that a function does not ask for stays out of its bundle, and its SDK with it.
 */

const patient = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};
/** A repeated request could reach a person twice, so what was not answered is not asked again. */
const once = { ...patient, maxAttempts: 1 };

export const dynamoClient = /* @__PURE__ */ remembered(() => new DynamoDBClient(patient));
export const eventBridgeClient = /* @__PURE__ */ remembered(() => new EventBridgeClient(patient));
export const sqsClient = /* @__PURE__ */ remembered(() => new SQSClient(patient));
export const s3Client = /* @__PURE__ */ remembered(() => new S3Client(patient));
export const snsClient = /* @__PURE__ */ remembered(() => new SNSClient(once));
export const sesClient = /* @__PURE__ */ remembered(() => new SESv2Client(once));

function remembered<Client>(make: () => Client): () => Client {
  let made: Client | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
