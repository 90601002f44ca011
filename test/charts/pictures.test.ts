import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PICTURES } from '../../scripts/pictures.ts';
import { bundledApp } from '../helper.ts';

const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

// Bytes may differ between platforms; a chart that is laid out otherwise has another height.
test.each(Object.entries(PICTURES))(
  'docs/pictures/%s is the picture of its address: node scripts/pictures.ts',
  async (name, address) => {
    const kept = await readFile(new URL(`../../docs/pictures/${name}`, import.meta.url));
    const { rawPayload } = await (await bundledApp()).inject(address);
    expect(sizeOf(kept)).toEqual(sizeOf(rawPayload));
    expect(kept.length).toBeLessThan(150_000);
    expect(Math.abs(kept.length / rawPayload.length - 1)).toBeLessThan(0.1);
  },
);
