/** A colour of a series: of its marks, and of words in that colour, which need more contrast. */
interface SeriesColour {
  readonly fill: string;
  readonly ink: string;
}

/** All colours of a picture. */
export interface Theme {
  readonly background: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly axis: string;
  /** What joins two marks. */
  readonly bar: string;
  /**
   * Colours of series, dark and light in turn, so that neighbours are apart in grey and for colour-blind eyes too
   * (`test/charts/colours.test.ts` measures it).
   */
  readonly series: readonly SeriesColour[];
  /** From the ends to the middle of a scale with two sides, the middle last. */
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly middle: string;
  /** Of a heat map: the colour of nothing and that of everything. */
  readonly heat: readonly [string, string];
}

export const THEMES = {
  light: {
    background: '#ffffff',
    ink: '#1b1f24',
    muted: '#57606a',
    grid: '#e3e6ea',
    axis: '#8b949e',
    bar: '#c3c9d1',
    series: [
      { fill: '#14507a', ink: '#14507a' },
      { fill: '#cf6f24', ink: '#a3500f' },
      { fill: '#5b2a86', ink: '#5b2a86' },
      { fill: '#2f9e77', ink: '#17704f' },
      { fill: '#7a1f3d', ink: '#7a1f3d' },
      { fill: '#8a8f1f', ink: '#666a10' },
    ],
    left: ['#0f4a75', '#6fa8d0'],
    right: ['#8f3d0c', '#f0b27f'],
    middle: '#d5d9de',
    heat: ['#f3f7fa', '#5f9ac6'],
  },
  dark: {
    background: '#14181d',
    ink: '#eef1f4',
    muted: '#a3adb8',
    grid: '#2b323a',
    axis: '#6b7682',
    bar: '#4a545f',
    series: [
      { fill: '#4f94c4', ink: '#7db7de' },
      { fill: '#f2c094', ink: '#f2c094' },
      { fill: '#9d74c9', ink: '#bd9be0' },
      { fill: '#a5e3c9', ink: '#a5e3c9' },
      { fill: '#c9637f', ink: '#e48da4' },
      { fill: '#e3e08a', ink: '#e3e08a' },
    ],
    left: ['#9ccbea', '#2f6f9c'],
    right: ['#f6c9a0', '#a8561f'],
    middle: '#4a545f',
    heat: ['#1d242c', '#2f6f9c'],
  },
} as const satisfies Record<string, Theme>;
export type ThemeId = keyof typeof THEMES;

/** The colour of the series with this place, from 0; colours come again after the last. */
export function seriesColour({ series, ink }: Pick<Theme, 'series' | 'ink'>, place: number): SeriesColour {
  return series[place % series.length] ?? { fill: ink, ink };
}
