/** A piece of SPSS syntax, and the line that it stands on. */
export interface SpssToken {
  readonly kind: 'word' | 'number' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly row: number;
}

const PIECE =
  /(?<space>[^\S\n]+)|(?<comment>\/\*.*?(?:\*\/|(?=\n)|$))|(?<text>'(?:[^'\n]|'')*'|"(?:[^"\n]|"")*")|(?<end>\.(?=[^\S\n]*(?:\n|$))|\n[^\S\n]*(?=\n))|(?<line>\n)|(?<number>[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?![\w$#@]))|(?<word>[\p{L}$@#_][\p{L}\p{N}$@#_]*(?:\.[\p{L}\p{N}$@#_]+)*)|(?<sign>.)/suy;

/** Comments of the kind that is a command: from a star at the beginning of a line to a full stop. */
const COMMENT = /^[^\S\n]*(?:\*|comment\b).*?(?:\.[^\S\n]*$|\n[^\S\n]*$)/gims;

/**
 * Divides SPSS syntax into its pieces. A command ends with a full stop at the end of a line, or with a line of nothing. Texts that are
 * joined by + are one.
 */
export function spssTokens(syntax: string): readonly SpssToken[] {
  const source = syntax
    .replaceAll('\r\n', '\n')
    .replaceAll(COMMENT, (comment) => '\n'.repeat(comment.split('\n').length - 1));
  const tokens: SpssToken[] = [];
  let row = 1;
  for (const { 0: whole, groups = {} } of source.matchAll(new RegExp(PIECE.source, 'gsu'))) {
    const kind = (['text', 'end', 'number', 'word', 'sign'] as const).find(
      (one) => groups[one] !== undefined,
    );
    const last = tokens.at(-1);
    if (kind === 'text') {
      const quote = whole[0] ?? '';
      const text = whole.slice(1, -1).replaceAll(quote + quote, quote);
      const before = tokens.at(-2);
      if (last?.kind === 'sign' && last.text === '+' && before?.kind === 'text') {
        tokens.splice(-2, 2, { ...before, text: before.text + text });
      } else tokens.push({ kind, text, row });
    } else if (kind !== undefined) tokens.push({ kind, text: whole.trim(), row });
    row += whole.split('\n').length - 1;
  }
  return tokens;
}
