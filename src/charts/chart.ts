import type { SurveyFile } from '../schemas/dataset.ts';
import type { ThemeId, Theme } from './theme.ts';
import type { Typesetter } from './typesetter.ts';

/** How whoever asks wants the picture. */
export interface Look {
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly theme: ThemeId;
  /** Whose words stand at the top: the question's, nobody's, or the reader's own. */
  readonly title: 'question' | 'none' | { readonly own: string };
}

/** What a chart draws on. */
export interface Canvas {
  /** Pixels between the margins. */
  readonly width: number;
  /** Whether it is as narrow as a phone: labels then stand above their marks. */
  readonly isNarrow: boolean;
  readonly theme: Theme;
  readonly text: Typesetter;
}

/** An answer of the interface that becomes a picture. */
export interface ChartData<Row> {
  /** The rows of the answer with the words of the codebook, in its order. */
  readonly rows: readonly Row[];
  /** Rows on all pages of the answer. */
  readonly total: number;
  readonly survey: SurveyFile;
  readonly citation: string;
  /** Address of the figures. */
  readonly permalink: string;
  readonly notes: readonly string[];
  /** Level of the intervals. */
  readonly confidence: number;
}

/** A sign of the legend and what it stands for. */
export interface LegendEntry {
  /** Drawn in a box of 22 × 12 pixels. */
  readonly sign: string;
  readonly label: string;
}

/** What a chart makes of an answer; the frame puts all else around it. */
export interface Picture {
  /** The words at the top: those of the question, where it is one. */
  readonly title: string;
  /** What is drawn, of whom and when. */
  readonly subtitle: string;
  readonly legend: readonly LegendEntry[];
  /** SVG in the width of the canvas. */
  readonly marks: string;
  readonly height: number;
  /** Lines below: bases, and how the marks are to be read. */
  readonly below: readonly string[];
  /** The same in words, row by row, for who does not see the picture. */
  readonly table: readonly string[];
}

/** Draws an answer. @throws ChartError for what cannot be one picture */
export type Draw<Row, Data extends ChartData<Row> = ChartData<Row>> = (data: Data, canvas: Canvas) => Picture;

/** What cannot be drawn as one picture, and what would have to be picked. */
export class ChartError extends Error {
  readonly parameter: string;
  readonly allowed: readonly string[];

  constructor(message: string, parameter: string, allowed: readonly string[]) {
    super(message);
    this.parameter = parameter;
    this.allowed = allowed;
  }
}
