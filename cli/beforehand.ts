#!/usr/bin/env node
import { enableCompileCache } from 'node:module';

/** Keeps compiled code between runs, so that every command answers at once. */
enableCompileCache();

const { run } = await import('./run.ts');
await run(process.argv);
