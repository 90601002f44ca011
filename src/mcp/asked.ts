import type { View } from '../repository/repository.ts';
import type { RouteContext } from '../routes/answer.ts';
import type { CitationContext } from '../routes/citation.ts';
import type { Addressed } from '../routes/release-resource.ts';
import type { SearchIndexes } from '../services/releases/search/search.ts';

/** What assistants are answered with: the same as every route, and what searching and citing need. */
export interface AssistantContext {
  readonly context: RouteContext;
  readonly citations: CitationContext;
  readonly indexes: SearchIndexes;
}

/** One request of an assistant: what it may see, and with what it is answered. */
export interface AssistantRequest extends AssistantContext {
  readonly view: View;
  /** Aborted when it has left. */
  readonly signal: AbortSignal;
  /** ToolAnswer of an error that is ours. */
  readonly onTrouble: (error: unknown) => void;
  /** By which the error is found in our log. */
  readonly requestId: string;
}

/** A release as routes are asked for it. */
export const inSurvey = (
  { view, signal }: Pick<Addressed, 'view' | 'signal'>,
  survey: string,
): Addressed => ({
  view,
  signal,
  params: { survey },
});
