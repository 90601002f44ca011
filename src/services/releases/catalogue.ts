import type { z } from 'zod';
import { parentsOf } from '../../repository/audience-tree.ts';
import type { Release } from '../../repository/release.ts';
import type { DescribedSurvey } from './described.ts';
import type { Question, SurveyFile } from '../../schemas/dataset.ts';
import type { Withdrawn } from '../../repository/withdrawn.ts';
import { DEFAULT_NOISE } from '../../schemas/vocabulary.ts';
import { bandCategories } from '../records/variables.ts';
import type {
  audienceRow,
  questionRow,
  releaseRow,
  sourceRow,
  surveyObject,
  surveyRow,
  waveRow,
} from '../../schemas/results/catalogue.ts';

/** What a release is about, without its figures: the lists that a client reads before it asks for figures. */

const described = ({
  id,
  title,
  description,
  publisher,
  language,
}: Pick<SurveyFile, 'id' | 'title' | 'description' | 'publisher' | 'language'>) => ({
  id,
  title,
  description,
  publisher,
  language,
});
/** How small numbers are protected, without the name of the column of ids. */
function disclosureOf({ disclosure }: Release['survey']): z.infer<typeof surveyObject>['disclosure'] {
  const { recordId: _recordId, noise, ...rest } = disclosure;
  return { ...rest, noise: rest.method === 'cell-key' ? (noise ?? DEFAULT_NOISE) : null };
}

const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);

export function surveySummary({ survey, about }: DescribedSurvey): z.infer<typeof surveyRow> {
  const { version, entry } = survey.newest;
  return {
    ...described({ id: survey.id, ...about }),
    release: version,
    released: entry.released,
    waves: [...about.waves],
    audiences: [...about.audiences],
  };
}

export function surveyMetadata({ survey, entry, figures }: Release): z.infer<typeof surveyObject> {
  return {
    ...described(survey),
    licence: survey.licence,
    citation: survey.citation,
    release: entry.version,
    released: entry.released,
    sha256: entry.sha256,
    changes: entry.changes,
    waves: ids(survey.waves),
    audiences: ids(survey.audiences),
    panel: survey.panel,
    comparisons: survey.comparisons.map(({ between }) => [...between]),
    questions: ids(survey.questions),
    counts: {
      waves: survey.waves.length,
      audiences: survey.audiences.length,
      questions: survey.questions.length,
      figures: figures.length,
      sources: survey.sources.length,
      claims: survey.claims.length,
    },
    weights: survey.design?.weights.map(({ id, label }) => ({ id, label })) ?? null,
    disclosure: disclosureOf(survey),
    bases: survey.bases,
    notes: survey.notes,
  };
}

export function releaseSummary({ id, entry }: Pick<Release, 'id' | 'entry'>): z.infer<typeof releaseRow> {
  return {
    version: entry.version,
    released: entry.released,
    sha256: entry.sha256,
    signature: entry.signature,
    changes: entry.changes,
    address: `/v1/surveys/${id}@${entry.version}`,
    withdrawn: null,
    withdrawnReason: null,
    successor: null,
  };
}

/** A release that was withdrawn, in the list of releases: its number, its hash, when and why. */
export function withdrawnSummary(
  id: string,
  { version, released, sha256, signature, changes, at, reason, successor }: Withdrawn,
): z.infer<typeof releaseRow> {
  return {
    version,
    released,
    sha256,
    signature,
    changes: [...changes],
    address: `/v1/surveys/${id}@${version}`,
    withdrawn: at,
    withdrawnReason: reason,
    successor,
  };
}

export function waves({ survey }: Release): z.infer<typeof waveRow>[] {
  return survey.waves.map(({ id, label, year, fieldwork, note }) => ({
    id,
    label,
    year,
    fieldworkStart: fieldwork.start,
    fieldworkEnd: fieldwork.end,
    samples: survey.samples
      .filter((sample) => sample.wave === id)
      .map(
        ({ audience, n, qualifier, weightedN, designEffect, marginOfError, source, note: sampleNote }) => ({
          audience,
          n,
          qualifier,
          weightedN,
          designEffect,
          marginOfError: marginOfError && { ...marginOfError, points: Number(marginOfError.points) },
          source,
          note: sampleNote,
        }),
      ),
    note,
  }));
}

export function audiences({ survey }: Release): z.infer<typeof audienceRow>[] {
  return survey.audiences.map((audience) => {
    const { id, label, dimension, note } = audience;
    const parents = parentsOf(audience);
    return { id, label, parent: parents[0] ?? null, parents: [...parents], dimension, note };
  });
}

export function sources({ survey, figures }: Release): z.infer<typeof sourceRow>[] {
  const citations = figures.citations();
  return survey.sources.map(({ id, title, publisher, published, url, note }) => ({
    id,
    title,
    publisher,
    published,
    url,
    figures: citations.get(id) ?? 0,
    note,
  }));
}

/**
 * A question of a release, as it is served.
 *
 * @param answered waves in which a question of the records was answered, by question
 */
export function describedQuestion(
  release: Release,
  {
    id,
    text,
    wording,
    type,
    audiences: asked,
    items,
    options,
    nets,
    differences,
    bands,
    breaks,
    note,
  }: Question,
  answered: ReadonlyMap<string, readonly string[]>,
): z.infer<typeof questionRow> {
  const present = new Set([...release.figures.wavesOf(id), ...(answered.get(id) ?? [])]);
  return {
    id,
    text,
    wording,
    type,
    audiences: asked,
    waves: ids(release.survey.waves).filter((wave) => present.has(wave)),
    items: items.map((item) => ({
      id: item.id,
      label: item.label,
      labelBasis: item.labelBasis ?? (item.label === null ? 'unknown' : 'published'),
      note: item.note,
    })),
    options: options.map((option) => ({ id: option.id, label: option.label, note: option.note })),
    nets,
    differences,
    bands: bandCategories(bands ?? []).map((band) => ({ id: band.id, label: band.label ?? band.id })),
    breaks,
    note,
  };
}

/** @param answered waves in which a question of the records was answered, by question */
export const questions = (
  release: Release,
  answered: ReadonlyMap<string, readonly string[]>,
): z.infer<typeof questionRow>[] =>
  release.survey.questions.map((question) => describedQuestion(release, question, answered));
