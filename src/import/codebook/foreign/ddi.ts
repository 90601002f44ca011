import { SaxesParser } from 'saxes';
import { refuse } from '../../../errors/input-fault.ts';
import type { Code } from '../../../engine/engine.ts';
import type { LabelledValue, SourceVariable } from '../../records/source.ts';
import type { MultipleResponseSet } from '../../sav/extensions.ts';
import { recordedCode, plainWords, said, type ForeignCodebook } from './foreign-codebook.ts';

/** An element of which only what is read is kept. */
interface Node {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Node[];
  text: string;
}

/** Elements that are read; all within others is passed over. */
const READ = new Set(
  'codeBook stdyDscr citation titlStmt titl dataDscr varGrp var labl qstn qstnLit catgry catValu txt invalrng item range'.split(
    ' ',
  ),
);

/** An element without the namespace that a prefix stands for. */
const plain = (name: string): string => name.replace(/^.*:/, '');

/**
 * The elements of a document that are read, as a tree.
 *
 * @throws InputFault for what is no XML, with line and column. References to anything outside are not followed: the parser knows none.
 */
function treeOf(file: string, text: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open: Node[] = [root];
  /** How deep it is in what is passed over. */
  let passed = 0;
  const parser = new SaxesParser();
  parser.on('error', (error) =>
    refuse(file, `is no XML: ${error.message.replace(/^(\d+):(\d+): /, 'line $1, column $2: ')}`),
  );
  parser.on('doctype', () =>
    refuse(file, 'has a document type (DTD), which is not read: DDI-Codebook 2 has none'),
  );
  parser.on('opentag', ({ name, attributes }) => {
    const own = plain(name);
    if (passed > 0 || !READ.has(own)) {
      passed += 1;
      return;
    }
    const node: Node = {
      name: own,
      attributes,
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    if (passed > 0) passed -= 1;
    else open.pop();
  });
  const write = (part: string): void => {
    // Marks within a text, such as emphasis, are passed over, and not what they hold.
    const node = open.at(-1);
    if (node) node.text += part;
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.write(text).close();
  return root;
}

const all = (node: Node | undefined, ...path: string[]): Node[] =>
  path.reduce<Node[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    node ? [node] : [],
  );
const textAt = (node: Node, ...path: string[]): string | null => plainWords(all(node, ...path)[0]?.text);

/** Numbers that are no answer, as a range that is open where an end is missing. */
function rangeOf(node: Node): readonly [number, number] | null {
  const [range] = all(node, 'invalrng', 'range');
  if (!range) return null;
  const { min, max } = range.attributes;
  const [from, to] = [
    min === undefined ? -Infinity : Number(min),
    max === undefined ? Infinity : Number(max),
  ];
  return Number.isNaN(from) || Number.isNaN(to) ? null : [from, to];
}

function variableOf(node: Node, group: string | null): SourceVariable {
  const [values, missing]: [LabelledValue[], Code[]] = [[], []];
  for (const category of all(node, 'catgry')) {
    const value = all(category, 'catValu')[0]?.text.trim() ?? '';
    if (value === '') continue;
    const code = recordedCode(value);
    const label = textAt(category, 'labl') ?? textAt(category, 'txt');
    if (label !== null) values.push({ code, label });
    if (category.attributes['missing'] === 'Y') missing.push(code);
  }
  for (const { attributes } of all(node, 'invalrng', 'item'))
    if (attributes['VALUE'] !== undefined) missing.push(recordedCode(attributes['VALUE']));
  const label = textAt(node, 'labl');
  const text = textAt(node, 'qstn', 'qstnLit');
  const isNumber = node.attributes['intrvl'] === 'contin' && values.length === missing.length;
  return said({
    name: node.attributes['name'] ?? '',
    label: group === null ? (text ?? label) : label,
    kind: isNumber
      ? 'numeric'
      : values.length === 0
        ? null
        : node.attributes['nature'] === 'ordinal'
          ? 'ordered'
          : 'categorical',
    values,
    missing: [...new Set(missing)],
    missingRange: rangeOf(node),
    ...(group === null ? {} : { group, item: label }),
  });
}

/** Groups whose variables are answers to one question, or rows of one. */
const OF_ONE_QUESTION = new Set(['multipleResp', 'grid']);

/**
 * DDI-Codebook 2 (XML), as archives of survey data hand it out: variables with questions, categories, values that are no answer, and
 * groups of variables.
 *
 * @throws InputFault for what is no XML, or no codebook of DDI
 */
export function ddiDocument(file: string, text: string): ForeignCodebook {
  const [root] = all(treeOf(file, text), 'codeBook');
  if (!root) return refuse(file, 'is XML, but no codebook of DDI: it has no element codeBook');
  const nodes = all(root, 'dataDscr', 'var').filter(({ attributes }) => (attributes['name'] ?? '') !== '');
  const byId = new Map(nodes.map((node) => [node.attributes['ID'] ?? '', node]));
  const texts = new Map<Node, string>();
  const sets: MultipleResponseSet[] = [];
  for (const group of all(root, 'dataDscr', 'varGrp')) {
    const { type = '', var: ids = '', name = '' } = group.attributes;
    const members = ids.split(/\s+/).flatMap((id) => byId.get(id) ?? []);
    const label = textAt(group, 'labl') ?? textAt(group, 'txt');
    if (!OF_ONE_QUESTION.has(type) || label === null || members.length < 2) continue;
    for (const node of members) texts.set(node, label);
    if (type === 'multipleResp')
      sets.push({
        name: `$${name || `set${sets.length + 1}`}`,
        label,
        type: 'multiple dichotomy',
        countedValue: '1',
        variables: members.map(({ attributes }) => attributes['name'] ?? ''),
      });
  }
  return {
    file,
    what: 'a codebook of DDI',
    title: textAt(root, 'stdyDscr', 'citation', 'titlStmt', 'titl'),
    describe: () => ({ variables: nodes.map((node) => variableOf(node, texts.get(node) ?? null)), sets }),
  };
}
