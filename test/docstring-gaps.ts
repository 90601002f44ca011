import { parseSync } from 'vite';

type Program = ReturnType<typeof parseSync>['program'];
type Statement = Program['body'][number];
/** Any node of the tree: what is read of it is asked for by name. */
type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<
  Record<string, unknown>
>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

function children(node: Node): Node[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** Whether it throws by itself; what a function within it throws, another one may catch. */
function throwsItself(node: Node): boolean {
  if (node.type === 'ThrowStatement') return true;
  if (node.type === 'TryStatement' && node['handler'] !== null)
    return [node['handler'], node['finalizer']].filter(isNode).some(throwsItself);
  return children(node).some((child) => !FUNCTIONS.has(child.type) && throwsItself(child));
}

/** Whether null is one of the values of a type, at any depth but within functions. */
function hasNull(type: Node): boolean {
  if (type.type === 'TSNullKeyword') return true;
  return type.type !== 'TSFunctionType' && children(type).some(hasNull);
}

const NUMBERS = /^(?:readonly )?(?:number|Float64Array|number\[\]|\(number \| null\)\[\]|number \| null)$/;

const says = (doc: string, word: string): boolean =>
  new RegExp(String.raw`(?<![\w.])${word.replaceAll('$', String.raw`\$`)}(?!\w)`, 'u').test(doc);

interface Source {
  readonly text: string;
  /** The docstring that ends where something begins; null where there is none. */
  readonly docBefore: (start: number) => string | null;
}

const textOf = ({ text }: Source, node: Node): string => text.slice(node.start, node.end);
const typeOf = (node: Node): Node | null => {
  const annotation = node['typeAnnotation'];
  return isNode(annotation) && isNode(annotation['typeAnnotation']) ? annotation['typeAnnotation'] : null;
};
const nameOf = (node: Node): string => {
  const id = node['id'] ?? node['key'];
  return isNode(id) ? String(id['name'] ?? id['value']) : '';
};

/** What the docstring of a function does not say. */
function functionGaps(source: Source, name: string, node: Node, doc: string): string[] {
  const parameters = ((node['params'] ?? []) as Node[]).map((one) =>
    isNode(one['left']) ? one['left'] : one,
  );
  const untold = parameters.filter((parameter) => {
    const type = typeOf(parameter);
    const isNumber = type !== null && NUMBERS.test(textOf(source, type));
    return parameter.type === 'Identifier' && isNumber && !says(doc, String(parameter['name']));
  });
  const returned = node['returnType'];
  const givesNull =
    isNode(returned) && isNode(returned['typeAnnotation']) && hasNull(returned['typeAnnotation']);
  return [
    ...untold.map((one) => `${name}: does not say what the number ${String(one['name'])} is`),
    ...(givesNull && !/\bnull\b/i.test(doc) ? [`${name}: does not say when it is null`] : []),
    ...(isNode(node['body']) && throwsItself(node['body']) && !doc.includes('@throws')
      ? [`${name}: throws, and does not say when`]
      : []),
  ];
}

/** What is not said of the fields of a type: what a number counts, and what null means. */
function fieldGaps(source: Source, name: string, members: readonly Node[], doc: string): string[] {
  return members.flatMap((member) => {
    const type = typeOf(member);
    const field = nameOf(member);
    if (member.type === 'TSMethodSignature') {
      const own = source.docBefore(member.start);
      return own === null
        ? [`${name}.${field}: has no docstring`]
        : functionGaps(source, `${name}.${field}`, member, own);
    }
    if (type === null) return [];
    const own = source.docBefore(member.start) ?? '';
    const isNumber = NUMBERS.test(textOf(source, type));
    return [
      ...(isNumber && own === '' && !says(doc, field)
        ? [`${name}.${field}: does not say what the number is`]
        : []),
      ...(hasNull(type) && !/\bnull\b/i.test(own + doc)
        ? [`${name}.${field}: does not say what null means`]
        : []),
    ];
  });
}

function classGaps(source: Source, name: string, node: Node, doc: string): string[] {
  const members = (node['body'] as Node)['body'] as Node[];
  const promised = ((node['implements'] ?? []) as Node[]).length > 0;
  return members.flatMap((member) => {
    const isHidden =
      ['private', 'protected'].includes(String(member['accessibility'])) ||
      (isNode(member['key']) && member['key'].type === 'PrivateIdentifier');
    if (isHidden) return [];
    const field = `${name}.${nameOf(member)}`;
    const own = source.docBefore(member.start);
    if (member.type === 'MethodDefinition') {
      // What an interface promises is told there; a constructor may be told by the class.
      if (own === null && (promised || member['override'] === true)) return [];
      const told = own ?? (member['kind'] === 'constructor' ? doc : null);
      if (told === null) return [`${field}: has no docstring`];
      return functionGaps(source, field, member['value'] as Node, told);
    }
    return member.type === 'PropertyDefinition' ? fieldGaps(source, name, [member], doc) : [];
  });
}

function declarationGaps(source: Source, declaration: Node, doc: string | null): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return (declaration['declarations'] as Node[]).flatMap((one) => {
      const name = nameOf(one);
      if (doc === null) return [`${name}: has no docstring`];
      const init = one['init'];
      return isNode(init) && FUNCTIONS.has(init.type) ? functionGaps(source, name, init, doc) : [];
    });
  }
  const name = nameOf(declaration);
  if (doc === null) return [`${name}: has no docstring`];
  if (declaration.type === 'FunctionDeclaration') return functionGaps(source, name, declaration, doc);
  if (declaration.type === 'ClassDeclaration') return classGaps(source, name, declaration, doc);
  if (declaration.type === 'TSInterfaceDeclaration')
    return fieldGaps(source, name, (declaration['body'] as Node)['body'] as Node[], doc);
  const type = declaration['typeAnnotation'];
  return isNode(type) && type.type === 'TSTypeLiteral'
    ? fieldGaps(source, name, type['members'] as Node[], doc)
    : [];
}

/**
 * What the docstrings of a file leave unsaid: of everything exported what it is; of numbers what they count, of null what it
 * means, and of errors when they come. What a docstring says well, only a reader can judge.
 */
export function docstringGaps(file: string, text: string): string[] {
  const { program, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message}`);
  const docs = comments.filter(({ type, value }) => type === 'Block' && value.startsWith('*'));
  const source: Source = {
    text,
    docBefore: (start) =>
      docs.find(({ end }) => end <= start && text.slice(end, start).trim() === '')?.value ?? null,
  };
  return program.body.flatMap((statement: Statement) => {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration === null) return [];
    return declarationGaps(
      source,
      statement.declaration as unknown as Node,
      source.docBefore(statement.start),
    ).map((gap) => `${file}: ${gap}`);
  });
}
