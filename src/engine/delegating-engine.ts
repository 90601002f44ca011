import type {
  Axis,
  CodedTallies,
  Column,
  Engine,
  Patterns,
  RowCondition,
  TallyOptions,
  TallyQuery,
  TallyRow,
  Waiting,
} from './engine.ts';

/** An engine that has another one do all that it is asked for. */
export abstract class DelegatingEngine implements Engine {
  abstract readonly columns: ReadonlyMap<string, Column>;

  /** Does work with the other engine. @throws what the work throws, or what is made of it */
  protected abstract use<T>(work: (engine: Engine) => Promise<T>): Promise<T>;

  abstract close(): Promise<void>;

  tally(query: TallyQuery, options?: TallyOptions): Promise<readonly TallyRow[]> {
    return this.use((engine) => engine.tally(query, options));
  }

  codedTallies(query: TallyQuery, options?: Waiting): Promise<CodedTallies> {
    return this.use((engine) => engine.codedTallies(query, options));
  }

  patterns(by: readonly Axis[], maximum: number): Promise<Patterns | null> {
    return this.use((engine) => engine.patterns(by, maximum));
  }

  rank(columns: readonly string[]): Promise<number> {
    return this.use((engine) => engine.rank(columns));
  }

  countRows(conditions: readonly RowCondition[]): Promise<readonly number[]> {
    return this.use((engine) => engine.countRows(conditions));
  }
}
