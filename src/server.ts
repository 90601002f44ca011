import { enableCompileCache } from 'node:module';

// Before all else is loaded: what was compiled by the last start is read from NODE_COMPILE_CACHE, or the folder for temporary files.
enableCompileCache();
await import('./start.ts');
