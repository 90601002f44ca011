import type { Ajv2020 } from 'ajv/dist/2020.js';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { LightMyRequestResponse } from 'fastify';
import type { OpenAPIV3_1 } from 'openapi-types';

/** What an answer is, by the media type that it has: throws, or says what is wrong, where it is not that. */
const READERS: Readonly<Record<string, (body: Buffer) => string | null>> = {
  'application/x-ndjson': (body) => {
    for (const line of body.toString().trimEnd().split('\n')) if (line !== '') JSON.parse(line);
    return null;
  },
  'text/csv': (body) => {
    // The one for Excel begins with a mark, and has semicolons.
    parse(body, { bom: true, delimiter: body[0] === 0xef ? ';' : ',' });
    return null;
  },
  'application/vnd.apache.parquet': (body) =>
    body.toString('latin1', 0, 4) === 'PAR1' && body.toString('latin1', body.length - 4) === 'PAR1'
      ? null
      : 'is no Parquet',
  'application/vnd.apache.arrow.stream': (body) =>
    tableFromIPC(body).schema.fields.length > 0 ? null : 'no columns',
  'application/vnd.apache.arrow.file': (body) =>
    tableFromIPC(body).schema.fields.length > 0 ? null : 'no columns',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': (body) => isZip(body),
  'application/zip': (body) => isZip(body),
  'application/atom+xml': (body) => {
    const valid = XMLValidator.validate(body.toString());
    if (valid !== true) return valid.err.msg;
    return 'feed' in (new XMLParser().parse(body.toString()) as object) ? null : 'is no feed';
  },
  'text/html': (body) => (/<\/html>\s*$/.test(body.toString()) ? null : 'ends before its end'),
};

/** A local header at the beginning and the end of the directory at the end. */
function isZip(body: Buffer): string | null {
  return body.readUInt32LE(0) === 0x04034b50 && body.readUInt32LE(body.length - 22) === 0x06054b50
    ? null
    : 'is no zip';
}

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** What no row may say, whatever it is about: bounds the wrong way round, shares beyond 0 to 100, sizes below 0. */
function faultOfRow(row: Readonly<Record<string, unknown>>): string | null {
  const { low, high, value, n, measure } = row;
  if (isNumber(low) && isNumber(high) && low > high) return `low ${low} is above high ${high}`;
  if (isNumber(n) && n < 0) return `n is ${n}`;
  if (isNumber(value) && measure === 'percent' && !(value >= 0 && value <= 100)) return `a share of ${value}`;
  for (const [name, one] of Object.entries(row))
    if (/^p(?:Value|Adjusted)?$/.test(name) && isNumber(one) && !(one >= 0 && one <= 1))
      return `${name} is ${one}`;
  return null;
}

/** Rows of an answer as JSON, however deep they lie; a cube of JSON-stat has none, and places under the names of fields. */
function rowsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('class' in value && value.class === 'dataset') return [];
  const within = Object.values(value).flatMap(rowsIn);
  return Array.isArray(value) ? within : [value as Record<string, unknown>, ...within];
}

/** Checks answers against the document that describes them. */
export class AnswerCheck {
  readonly #document: OpenAPIV3_1.Document;
  readonly #ajv: Ajv2020;
  readonly #validators = new Map<string, ReturnType<Ajv2020['compile']>>();
  /** Representations that were read, with how many of each. */
  readonly read = new Map<string, number>();

  /** @param ajv knows the components of the document as `api` */
  constructor(document: OpenAPIV3_1.Document, ajv: Ajv2020) {
    this.#document = document;
    this.#ajv = ajv;
  }

  /** Why an answer of an operation is not what it says to be; null: it is. */
  faultOf(path: string, response: LightMyRequestResponse): string | null {
    const { statusCode, headers, rawPayload } = response;
    const length = headers['content-length'];
    if (length !== undefined && Number(length) !== rawPayload.length)
      return `Content-Length ${length} of ${rawPayload.length} bytes`;
    // An encoding hides the body, and a part is none.
    if (statusCode !== 200 || headers['content-encoding'] !== undefined) return null;
    const full = String(headers['content-type']);
    const [bare = ''] = full.split(';');
    // JSON of two forms: the profile tells them apart.
    const type = full.includes('profile=records') ? `${bare};profile=records` : bare;
    try {
      const fault = /[/+]json$/.test(bare)
        ? this.#json(path, type, response)
        : (READERS[type]?.(rawPayload) ?? null);
      if (fault === null && (type in READERS || bare.endsWith('json')))
        this.read.set(type, (this.read.get(type) ?? 0) + 1);
      return fault;
    } catch (error) {
      return `cannot be read as ${type}: ${String(error)}`;
    }
  }

  #json(path: string, type: string, response: LightMyRequestResponse): string | null {
    const body = response.json<unknown>();
    const described = this.#document.paths?.[path]?.get?.responses?.['200'] as
      | OpenAPIV3_1.ResponseObject
      | undefined;
    const schema = described?.content?.[type]?.schema;
    if (schema === undefined) return `${type} is not described`;
    const key = `${path} ${type}`;
    const validate =
      this.#validators.get(key) ??
      this.#ajv.compile(
        JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')) as object,
      );
    this.#validators.set(key, validate);
    if (!validate(body)) return this.#ajv.errorsText(validate.errors);
    for (const row of rowsIn(body)) {
      const fault = faultOfRow(row);
      if (fault !== null) return fault;
    }
    return null;
  }
}
