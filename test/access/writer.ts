/** A process that adds keys to a file: `node writer.ts FILE COUNT`. */
import { addPatiently } from './add-patiently.ts';

const [, , path = '', count = '0'] = process.argv;
for (let i = 0; i < Number(count); i += 1)
  await addPatiently(path, { scopes: ['preview'], note: `${process.pid} ${i}`, expires: null }, Date.now());
process.disconnect();
