import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { addStacks } from '#infra/add-stacks.ts';

/** The templates of an environment, without bundling the functions. */
export function templatesOf(environment: string): { data: Template; pipeline: Template } {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const { data, pipeline } = addStacks(app, environment);
  return { data: Template.fromStack(data), pipeline: Template.fromStack(pipeline) };
}
