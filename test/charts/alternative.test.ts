import { expect, test } from 'vitest';
import { bundledApp, getJson } from '../helper.ts';
import { pictureOf } from './picture.ts';

const SURVEY = '/v1/surveys/cmo-cio-alignment@1.2.0';

interface Change {
  readonly optionLabel: string;
  readonly audienceLabel: string;
  readonly waveFromLabel: string;
  readonly waveToLabel: string;
  readonly valueFrom: number;
  readonly valueTo: number;
  readonly change: number;
}

/** The lines of the description of a picture, for who does not see it. */
async function linesOf(query: string): Promise<readonly string[]> {
  const { svg } = await pictureOf(await bundledApp(), `${SURVEY}/charts/trends.svg?${query}`);
  return (/<desc>([^<]*)<\/desc>/.exec(svg)?.[1] ?? '')
    .split('\n')
    .map((line) => line.replaceAll(/\s/g, ' '));
}

test.each([
  ['question=need-to-align&option=agree&audience=cmo,cio', true],
  ['question=need-to-align&option=agree&audience=cmo', false],
])('the words of changes say whose each is where there are several: %s', async (query, areSeveral) => {
  const { data } = await getJson<{ data: Change[] }>(await bundledApp(), `${SURVEY}/trends?${query}`);
  expect(data).toHaveLength(areSeveral ? 2 : 1);
  const lines = await linesOf(query);
  for (const one of data) {
    const whose = areSeveral ? `${one.audienceLabel}: ` : '';
    const figures = `${one.waveFromLabel} ${one.valueFrom}, ${one.waveToLabel} ${one.valueTo}, change +${one.change}`;
    expect(lines.some((line) => line.startsWith(`${one.optionLabel} · ${whose}${figures} (`))).toBe(true);
  }
});
