import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { eventually } from '../eventually.ts';
import { rowsInHeap } from '../../src/formats/heap-rows.ts';
import { HeldRows } from '../../src/routes/held-rows.ts';

const response = () => new ServerResponse(new IncomingMessage(new Socket()));

test('rows of all answers together are bounded, and what one gives back others may have', () => {
  const held = new HeldRows(100);
  const giveBack = held.take(60, response());
  expect(() => held.take(41, response())).toThrow(
    'Answers of 60 rows are being laid out in memory, and 100 rows have room.',
  );
  const other = held.take(40, response());
  giveBack();
  // Twice is once.
  giveBack();
  expect(() => held.take(61, response())).toThrow(expect.objectContaining({ code: 'unavailable' }));
  held.take(60, response());
  other();
  expect(() => held.take(41, response())).toThrow('60 rows');
});

test('room is given back when the response is gone, also where it was gone before', async () => {
  const held = new HeldRows(100);
  const going = response();
  held.take(50, going);
  const gone = response().destroy();
  await new Promise((resolve) => void setImmediate(resolve));
  held.take(50, gone);
  expect(() => held.take(1, response())).toThrow('100 rows are being laid out');
  await eventually(() => held.take(50, response())());
  expect(() => held.take(51, response())).toThrow('50 rows');
  going.destroy();
  await eventually(() => held.take(100, response())());
});

test('what is refused says when to come again', () => {
  expect(() => new HeldRows(10).take(11, response())).toThrow(
    expect.objectContaining({ headers: { 'retry-after': '5' } }),
  );
});

test('a larger heap has room for more rows', () => {
  expect(rowsInHeap(128 * 1024 ** 2)).toBe(16_384);
  expect(rowsInHeap(4 * 1024 ** 3)).toBe(524_288);
});
