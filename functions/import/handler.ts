import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { dynamoClient, s3Client } from '#shared/runtime/clients.ts';
import { setting } from '#shared/runtime/env.ts';
import { observed } from '#shared/runtime/observed.ts';
import { pipelineDeps } from '#shared/runtime/pipeline-deps.ts';
import { answerQueue } from '#shared/runtime/queue-handler.ts';
import { contactStore } from '#shared/store/contact-store.ts';
import { dynamoQuarantine } from '#shared/store/quarantine.ts';
import { importBucket } from './import-bucket.ts';
import type { ImportObjectDeps } from './import-object.ts';
import { importUploads } from './import-uploads.ts';

const pipeline = pipelineDeps();
const deps: ImportObjectDeps = {
  target: {
    kind: 'record',
    pipeline,
    documents: pipeline.documents,
    contacts: contactStore(dynamoClient(), setting('CONTACTS_TABLE')),
    quarantine: dynamoQuarantine(dynamoClient(), setting('INSIGHTS_TABLE')),
  },
  bucket: importBucket(s3Client()),
  spillFolder: join(tmpdir(), 'import'),
};

export const handler = observed((event: SQSEvent, context) =>
  answerQueue((messages) =>
    importUploads(deps, messages, () => context.getRemainingTimeInMillis()),
  )(event),
);
