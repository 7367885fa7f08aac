import { App } from 'aws-cdk-lib';
import { addStacks } from '#infra/add-stacks.ts';

/* `cdk synth -c env=prod`; without a choice it is the environment that can be thrown away. */
const app = new App();
const chosen: unknown = app.node.tryGetContext('env');
addStacks(app, typeof chosen === 'string' ? chosen : 'dev');
