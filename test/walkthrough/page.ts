/** A block of commands in a page, and what the page shows of its output. */
export interface Step {
  readonly commands: string;
  /** The terminal that the commands are typed in. */
  readonly terminal: 'first' | 'second';
  /** What the command that fails ends with; null: none fails. */
  readonly exit: number | null;
  /** The output as the page shows it; empty where it shows none. */
  readonly shown: string;
}

const BLOCK =
  /(?:<!-- (?<remark>[^\n]*) -->\n)?```sh\n(?<commands>[\s\S]*?)\n```\n(?:```text\n(?<shown>[\s\S]*?)\n```\n)?/g;

function readRemark(remark: string | undefined): Pick<Step, 'terminal' | 'exit'> {
  if (remark === undefined) return { terminal: 'first', exit: null };
  if (remark === 'second terminal') return { terminal: 'second', exit: null };
  const exit = /^exit ([1-9]\d*)$/.exec(remark);
  if (exit) return { terminal: 'first', exit: Number(exit[1]) };
  throw new Error(`the page says <!-- ${remark} -->: it must be "second terminal" or "exit" and a number`);
}

/** Reads every block of commands. @throws Error if a fence of the page belongs to none */
export function readSteps(page: string): Step[] {
  const steps = [...page.matchAll(BLOCK)].map(({ groups = {} }) => ({
    commands: groups['commands'] ?? '',
    shown: groups['shown'] ?? '',
    ...readRemark(groups['remark']),
  }));
  const fences = page.match(/^```/gm)?.length ?? 0;
  const read = steps.reduce((sum, { shown }) => sum + (shown === '' ? 2 : 4), 0);
  if (fences !== read)
    throw new Error(`the page has ${fences} fences, of which ${read} are commands or output`);
  return steps;
}

/** The page with other outputs, one for each step. */
export function withOutputs(page: string, outputs: readonly string[]): string {
  let next = 0;
  return page.replace(BLOCK, (block: string) => {
    const output = outputs[next++] ?? '';
    const [commands = ''] = block.split('```text\n');
    return output === '' ? commands : `${commands}\`\`\`text\n${output}\n\`\`\`\n`;
  });
}

/** Writes what differs from run to run as the page does. */
export function mask(output: string): string {
  return output
    .replaceAll(/(?<=\bkey )[a-z0-9]{8}(?= is )/g, '<key-id>')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<sha256>')
    .replaceAll(/\b20\d\d-\d\d-\d\d\b(?!T)/g, '<date>');
}
