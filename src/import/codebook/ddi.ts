import { XMLParser } from 'fast-xml-parser';
import { refuse } from '../../errors/input-fault.ts';
import type { Codebook, CodebookVariable } from './codebook.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The text of an element, without what it holds. */
function textOf(value: unknown): string {
  const own = isNode(value) ? value['#text'] : value;
  return typeof own === 'string' || typeof own === 'number' ? String(own).replaceAll(/\s+/g, ' ').trim() : '';
}

/** The first label of a variable or a category; the question that was asked, where the document has it. */
function labelOf(node: Node): string | null {
  const asked = listOf(node['qstn'])
    .filter(isNode)
    .map((one) => textOf(listOf(one['qstnLit'])[0]))
    .find((one) => one !== '');
  return asked ?? (textOf(listOf(node['labl'])[0]) || null);
}

function variableOf(node: Node, i: number): CodebookVariable[] {
  const name = node['@name'];
  if (typeof name !== 'string' || name === '') return [];
  const categories = listOf(node['catgry'])
    .filter(isNode)
    .flatMap((one) => {
      const code = textOf(listOf(one['catValu'])[0]);
      return code === ''
        ? []
        : [
            {
              code,
              label: labelOf(one) ?? code,
              isMissing: one['@missing'] === 'Y' || one['@missing'] === 'y',
            },
          ];
    });
  const values = categories.filter(({ isMissing }) => !isMissing).map(({ code, label }) => ({ code, label }));
  const isOrdinal = node['@nature'] === 'ordinal';
  const isNumber = node['@intrvl'] === 'contin' || ['interval', 'ratio'].includes(String(node['@nature']));
  return [
    {
      name,
      label: labelOf(node),
      type: values.length > 0 ? 'categorical' : isNumber ? 'numeric' : null,
      ordered: isOrdinal,
      values,
      missing: categories.filter(({ isMissing }) => isMissing).map(({ code, label }) => ({ code, label })),
      location: { row: null, column: `var[${i + 1}]` },
    },
  ];
}

/**
 * Reads a codebook by DDI-Codebook 2.5 (https://ddialliance.org/Specification/DDI-Codebook/2.5): questions, labels of values, and which
 * of them stand for no answer.
 *
 * @throws InputFault for what is no such document
 */
export function readDdi(file: string, text: string): Codebook {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
  });
  let document: unknown;
  try {
    document = parser.parse(text, true);
  } catch (error) {
    return refuse(file, `is no XML: ${error instanceof Error ? error.message : String(error)}`);
  }
  const root = isNode(document) ? document['codeBook'] : undefined;
  if (!isNode(root)) return refuse(file, 'is no DDI-Codebook: its root must be codeBook');
  const variables = listOf(root['dataDscr'])
    .filter(isNode)
    .flatMap((one) => listOf(one['var']))
    .filter(isNode)
    .flatMap(variableOf);
  if (variables.length === 0) refuse(file, 'describes no variable: there is no var in dataDscr');
  const study = listOf(root['stdyDscr']).find(isNode);
  const citation = listOf(study?.['citation']).find(isNode);
  const titles = listOf(citation?.['titlStmt']).find(isNode);
  return { file, title: textOf(listOf(titles?.['titl'])[0]) || null, variables, sets: [], isOfMore: true };
}
