// The toolkit comes without types: what the tests use of it.
declare module 'jsonstat-toolkit' {
  interface Cube {
    readonly class: string | null;
    readonly id: readonly string[];
    readonly length: number;
    readonly role: { readonly time: readonly string[] | null; readonly metric: readonly string[] | null };
    readonly n: number;
    Data(place: Readonly<Record<string, string | undefined>>, status?: boolean): unknown;
    Dimension(id: string): { readonly length: number; readonly role: string };
  }
  export default function JSONstat(source: unknown): Cube;
}
