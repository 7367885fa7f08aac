import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

/*
 * One client of each service per process, made when first asked for. Endpoints, region and
 * credentials are the SDK's own affair (`AWS_ENDPOINT_URL_*` and so on).
 */

const patient = {
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};
/** A repeated request could reach a person twice, so what was not answered is not asked again. */
const once = { ...patient, maxAttempts: 1 };

export const dynamoClient = remembered(() => new DynamoDBClient(patient));
export const eventBridgeClient = remembered(() => new EventBridgeClient(patient));
export const sqsClient = remembered(() => new SQSClient(patient));
export const snsClient = remembered(() => new SNSClient(once));
export const sesClient = remembered(() => new SESv2Client(once));

function remembered<Client>(make: () => Client): () => Client {
  let made: Client | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
