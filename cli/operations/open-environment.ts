import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { CliError, EXIT, wrongUse } from '#cli/cli-error.ts';
import { openStores } from '#cli/open-stores.ts';
import type { TableName } from '#infra/function-spec.ts';
import type { Environment } from '#shared/config/environment.ts';
import { environmentNames, environmentOf } from '#shared/config/environments.ts';
import { shopSettings } from '#shared/config/shop.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { eventBridgeBus } from '#shared/messaging/event-bridge-bus.ts';
import { loadModel } from '#shared/pipeline/model-store.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import { type EnvironmentNames, namesOf, type TableNames } from './environment-names.ts';
import { type Place, type PlaceQueues, runsOf } from './place.ts';
import { rerunBy } from './rerun.ts';
import { type StackView, viewStack } from './stack-resources.ts';

export type OpenEnvironment = Place & {
  readonly settings: Environment;
  readonly stacks: { readonly data: StackView; readonly pipeline: StackView };
  readonly names: EnvironmentNames;
};

/**
 * A deployed environment. Region, credentials and endpoints are what the SDK finds for the person
 * who runs the command. @throws CliError when it does not exist or cannot be reached.
 */
export async function openEnvironment(name: string, tables?: TableNames): Promise<OpenEnvironment> {
  const settings = settingsOf(name);
  const region = settings.region === undefined ? {} : { region: settings.region };
  const { stacks, names } = await stacksOf(name, new CloudFormationClient(region));
  const dynamo = new DynamoDBClient(region);
  const bus = eventBridgeBus(new EventBridgeClient(region), names.bus);
  const nameOf = (table: TableName): string => (tables ?? names.tables)[table];
  const stores = openStores(dynamo, nameOf, settings.shop.retentionMonths);
  return {
    ...stores,
    title: `environment ${name}`,
    environment: name,
    settings,
    stacks,
    names,
    bus,
    clock: { nowMs: () => Date.now() },
    shop: shopSettings.parse({ publicUrl: names.api, ...settings.shop }),
    calendar: calendarOf(settings.shop.timeZone),
    isErased: (customerId) => isErased(stores.documents, customerId),
    model: () => loadModel(stores.documents),
    sendingOtherwise: settings.sending,
    queues: async () => queuesOf(names, region, bus),
    close: async () => dynamo.destroy(),
  };
}

function settingsOf(name: string): Environment {
  try {
    return environmentOf(name);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw wrongUse(message, `--env takes ${environmentNames.join(', ')}.`, { cause });
  }
}

async function stacksOf(name: string, client: CloudFormationClient) {
  try {
    const data = await viewStack(client, `beforehand-${name}-data`);
    const pipeline = await viewStack(client, `beforehand-${name}-pipeline`);
    return { stacks: { data, pipeline }, names: namesOf(data, pipeline) };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      `environment ${name} cannot be found: ${why}`,
      `Check the account and region (AWS_PROFILE, AWS_REGION); "npm run deploy -- --env ${name}" makes it.`,
      EXIT.couldNotRun,
      { cause },
    );
  } finally {
    client.destroy();
  }
}

function queuesOf(
  names: EnvironmentNames,
  region: { region?: string },
  bus: ReturnType<typeof eventBridgeBus>,
): PlaceQueues {
  const ofQueues = [...names.queues].map(([name, { url, deadLetters }]) => ({
    name,
    url: deadLetters,
    backTo: url,
  }));
  const ofFunctions = [...names.functionDeadLetters].map(([name, url]) => ({
    name: runsOf(name),
    url,
    backTo: undefined,
  }));
  return {
    client: new SQSClient(region),
    work: new Map([...names.queues].map(([name, { url }]) => [name, url])),
    deadLetters: [...ofQueues, ...ofFunctions],
    submit: (events) => bus.publish(events),
    rerun: rerunBy({
      bus: new EventBridgeClient(region),
      busName: names.bus,
      topics: new SNSClient(region),
      notifications: names.notifications,
    }),
  };
}
